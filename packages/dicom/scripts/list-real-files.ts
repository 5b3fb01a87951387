import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeFile } from '../src/testing/describe-file.ts';

/**
 * Writes src/testing/real-files.json: `node --conditions=@deidbench/source list-real-files.ts WHEEL UNPACKED_WHEEL`. Look at the difference
 * before committing it: the manifest says what reading these files must give.
 */
const NO_PREAMBLE = ['rtstruct.dcm', 'ExplVR_LitEndNoMeta.dcm', 'ExplVR_BigEndNoMeta.dcm', 'no_meta.dcm'];
const [wheel, root] = process.argv.slice(2) as [string, string];

const isDicom = (bytes: Uint8Array, path: string): boolean =>
  Buffer.from(bytes.subarray(128, 132)).toString('latin1') === 'DICM' || NO_PREAMBLE.some((name) => path.endsWith(`/${name}`));

const files = readdirSync(join(root, 'pydicom/data'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(join(root).length + 1))
  .toSorted()
  .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
  .filter(({ path, bytes }) => isDicom(bytes, path))
  .map(({ path, bytes }) => describeFile(path, bytes));

const head = {
  package: 'pydicom',
  version: '3.0.2',
  licence: 'MIT',
  wheel: createHash('sha256').update(readFileSync(wheel)).digest('hex'),
};
const lines = files.map((file) => `    ${JSON.stringify(file)}`).join(',\n');
writeFileSync(
  new URL('../src/testing/real-files.json', import.meta.url),
  `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "files": [\n${lines}\n  ]\n}\n`,
);
console.log(`${files.length} files`);
