import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Makes a set of MIDI 1.1 with its reference in `out`; answers that folder. */
export function makeDataset(out: string, scale: string, imageSize: string): string {
  return synth(out, ['--preset', 'midi-1.1', '--scale', scale, '--image-size', imageSize, '--seed', '7']);
}

/** Makes a set in another process, so that the memory of this one is what it measures; answers its folder. */
export function synth(out: string, options: readonly string[]): string {
  const cli = join(import.meta.dirname, '..', '..', 'packages', 'cli', 'bin', 'deidbench.js');
  const argv = ['--conditions=@deidbench/source', cli, 'synth', ...options, '--quiet', '--out', out];
  execFileSync(process.execPath, argv, { stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}
