import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../bin/deidbench.js', import.meta.url));

/** Before all tests, as a user does it: a run validates IODs as soon as there is what does it. Where it can not be installed tests say so. */
export default function setup(): void {
  const { status, stderr } = spawnSync(process.execPath, [LAUNCHER, 'adapters', 'install', 'dciodvfy'], { encoding: 'utf8' });
  if (status !== 0) console.warn(`dciodvfy will not be run: ${stderr.trim()}`);
}
