// One measurement of generation.ts, in a process of its own: makes a set, says in one line of JSON what that took, and removes it.
// Usage: generation-part.ts INSTANCES JOBS IMAGE_SIZE FOLDER; JOBS 0: without key and files, in memory.
import { rmSync } from 'node:fs';
import { generate, measureInstances, planPreset } from '@deidbench/synth';
import { watched } from './watch-processes.ts';

const [instances = 0, jobs = 1, imageSize = 32] = process.argv.slice(2, 5).map(Number);
const out = process.argv[5] ?? '';
/** Instances of MIDI 1.1 as it was published. */
const WHOLE = planPreset({ preset: 'midi-1.1', seed: 7 }).counts.instances;

const plan = planPreset({ preset: 'midi-1.1', scale: instances / WHOLE, seed: 7 });
const work =
  jobs === 0
    ? () => Promise.resolve(measureInstances(plan, { seed: 7, imageSize }))
    : () => generate({ plan, seed: 7, imageSize, jobs, out });
try {
  const { used } = await watched<unknown>(work);
  console.log(JSON.stringify({ instances: plan.counts.instances, jobs, imageSize, ...used }));
} finally {
  if (jobs > 0) rmSync(out, { recursive: true, force: true });
}
