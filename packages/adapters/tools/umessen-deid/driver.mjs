// @umessen/dicom-deidentifier over a folder: driver.mjs TOOL INPUT OUTPUT SEED CONFIGURATION (a module beside this one)
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

const [tool, input, output, seed, configuration] = process.argv.slice(2);
const library = createRequire(join(tool, 'package.json'))('@umessen/dicom-deidentifier');
const { default: optionsFor } = await import(`./${configuration}`);
const deidentifier = new library.DicomDeidentifier(optionsFor(library, seed));

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
