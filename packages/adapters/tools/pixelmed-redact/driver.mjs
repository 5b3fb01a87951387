// PixelMed's DeidentifyAndRedact over a folder: driver.mjs CLASSPATH REGIONS INPUT OUTPUT WORK. Its output is flat and named by new UIDs; only
// its log says which file came from which, so that they are moved to the path of their input.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const [classPath, regions, input, output, work] = process.argv.slice(2);
const made = join(work, 'made');
mkdirSync(made, { recursive: true });
const program = ['-Xmx1g', '-Djava.awt.headless=true', '-cp', classPath, 'com.pixelmed.apps.DeidentifyAndRedact'];
const ran = spawnSync('java', [...program, input, made, regions, 'BLOCK', 'KEEPSAFEPRIVATE', 'DONOTADDCONTRIBUTINGEQUIPMENT'], {
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
});
if (ran.error) console.error(ran.error.message);
process.exitCode = ran.status ?? 1;
for (const line of `${ran.stdout}\n${ran.stderr}`.split('\n')) {
  const [, from, to] = /Deidentified and Redacted (\S+) into (\S+)/.exec(line) ?? [];
  if (!from || !to || !existsSync(to)) {
    if (/exception|not one that is wanted|error/i.test(line)) console.error(line);
    continue;
  }
  const target = join(output, relative(input, from));
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(to, target);
}
