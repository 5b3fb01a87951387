// dcmjs cleanTags over a folder: driver.mjs TOOL INPUT OUTPUT. dcmjs is loaded from the tool's own folder, never from ours.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const [tool, input, output] = process.argv.slice(2);
const dcmjs = createRequire(join(tool, 'package.json'))('dcmjs');
dcmjs.log?.setLevel?.('error');

let failed = 0;
for (const entry of readdirSync(input, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath, entry.name);
  const target = join(output, source.slice(input.length));
  try {
    const bytes = readFileSync(source);
    const file = dcmjs.data.DicomMessage.readFile(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    dcmjs.anonymizer.cleanTags(file.dict);
    const clean = Buffer.from(file.write({ allowInvalidVRLength: true }));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, clean);
  } catch (error) {
    failed += 1;
    console.error(`FAIL ${source.slice(input.length + 1)}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
process.exitCode = failed === 0 ? 0 : 1;
