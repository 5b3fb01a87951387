import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deidbench, resultsOf } from '../testing/deidbench.ts';

/** Kills a run of the controls at its first, second, third … durable write, in whichever process that is, and goes on: the results must be the same. */
const MOST_WRITES = 500;

const folder = mkdtempSync(join(tmpdir(), 'deidbench-nightly-'));
const dataset = join(folder, 'dataset');
try {
  deidbench(['synth', '--preset', 'pseudo-phi', '--patients', '2', '--seed', '11', '--out', dataset]);
  const whole = join(folder, 'whole');
  run(whole);
  const expected = resultsOf(whole);
  let n = 1;
  for (; n < MOST_WRITES; n += 1) {
    const out = join(folder, `killed-${n}`);
    const first = run(out, n);
    if (first !== 0) run(out);
    if (resultsOf(out) !== expected) throw new Error(`a run killed at write ${n} and started again has other results than a whole one`);
    rmSync(out, { recursive: true });
    if (first === 0) break;
  }
  console.log(`killed at each of ${n - 1} writes: the results are those of a whole run`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The exit status; null after a kill. */
function run(out: string, killAt?: number): number | null {
  return deidbench(['run', '--dataset', dataset, '--tools', 'identity,oracle,scorched', '--jobs', '1', '--out', out], killAt);
}
