import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deidbench, deidbenchUntil, resultsOf } from '../testing/deidbench.ts';

/** Kills a run of 3,000 instances and the three controls ten times, each time somewhere else, then lets it end: the results must be those of a whole run. */
const KILLS = 10;
const LONGEST_MS = 12_000;
const seed = Number(process.argv[2] ?? Date.now() % 100_000);

const folder = mkdtempSync(join(tmpdir(), 'deidbench-kills-'));
const dataset = join(folder, 'dataset');
const run = (out: string) => ['run', '--dataset', dataset, '--tools', 'identity,oracle,scorched', '--out', out];

let state = seed;
function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

try {
  deidbench(['synth', '--preset', 'midi-1.1', '--scale', '0.044', '--image-size', '32', '--seed', '3', '--out', dataset]);
  const [whole, killed] = [join(folder, 'whole'), join(folder, 'killed')];
  deidbench(run(whole));
  let kills = 0;
  while (kills < KILLS && !(await deidbenchUntil(run(killed), 500 + random() * LONGEST_MS))) kills += 1;
  deidbench(run(killed));
  if (resultsOf(killed) !== resultsOf(whole))
    throw new Error(`a run killed ${kills} times (seed ${seed}) has other results than a whole one`);
  const { instances } = (JSON.parse(resultsOf(whole)) as { dataset: { instances: number } }).dataset;
  console.log(`${instances} instances, three controls, killed ${kills} times (seed ${seed}): the results are those of a whole run`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
