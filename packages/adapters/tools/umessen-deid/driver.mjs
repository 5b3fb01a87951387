// @umessen/dicom-deidentifier over a folder: driver.mjs TOOL INPUT OUTPUT SEED OPTION… (names of its profiles)
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const [tool, input, output, seed, ...options] = process.argv.slice(2);
const library = createRequire(join(tool, 'package.json'))('@umessen/dicom-deidentifier');

const configuration = { profileOptions: options.map((name) => library[name]), dummies: { default: 'removed', lookup: {} } };
if (options.includes('RetainLongModifDatesOption')) {
  // The library leaves the shift to its user. Ours: 1 to 3,650 days earlier, by Patient ID and seed, so that all dates of a patient move
  // alike. The days travel as the "reference date" counted from 1970; times of day stay.
  configuration.getReferenceDate = (dictionary) => new Date(daysOf(String(dictionary['00100020']?.Value?.[0] ?? '')) * 86_400_000);
  configuration.dateShiftFunction = (reference, date) => new Date(date.getTime() - reference.getTime());
  configuration.getReferenceTime = () => new Date(0);
  configuration.timeShiftFunction = (_, time) => time;
}
const deidentifier = new library.DicomDeidentifier(configuration);

for (const entry of readdirSync(input, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath, entry.name);
  const target = join(output, relative(input, source));
  try {
    const clean = deidentifier.deidentify(new Uint8Array(readFileSync(source)));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, clean);
  } catch (error) {
    process.exitCode = 1;
    console.error(`FAIL ${relative(input, source)}: ${error.message}`);
  }
}

function daysOf(id) {
  return 1 + (createHash('sha256').update(`${seed} ${id}`).digest().readUInt16BE(0) % 3650);
}
