// DCMTK's dcmodify with one argument file over a folder: driver.mjs ARGUMENTS INPUT OUTPUT. It works in place on a copy; a copy that it
// could not change would be an original in the output, so that is deleted.
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const [list, input, output] = process.argv.slice(2);
const options = readFileSync(list, 'utf8')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
for (const entry of readdirSync(input, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath, entry.name);
  const target = join(output, relative(input, source));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(source, target);
  const { status, stderr } = spawnSync('dcmodify', [...options, target], { encoding: 'utf8' });
  if (status === 0) continue;
  rmSync(target);
  process.exitCode = 1;
  console.error(`FAIL ${relative(input, source)}: ${stderr.trim().split('\n').at(-1)}`);
}
