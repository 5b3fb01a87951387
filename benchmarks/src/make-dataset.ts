import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes a set of MIDI 1.1 with its reference in `out`; answers that folder. */
export function makeDataset(out: string, scale: string, imageSize: string): string {
  const cli = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'deidbench.js');
  const argv = ['synth', '--preset', 'midi-1.1', '--scale', scale, '--image-size', imageSize, '--seed', '7', '--quiet', '--out', out];
  execFileSync(process.execPath, ['--conditions=@deidbench/source', cli, ...argv], { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}
