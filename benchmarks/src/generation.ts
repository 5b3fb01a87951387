import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate, measureInstances, planPreset } from '@deidbench/synth';

// Measures the generator: instances a second without the key (data set, pixels, reference, bytes of both) in this process, and whole sets with
// everything on one worker and on all. Aim: 1,000 instances a second on two cores at 128 × 128, the key apart.

const SCALE = Number(process.env['SCALE'] ?? 1);
const IMAGE_SIZE = 128;
const plan = planPreset({ preset: 'pseudo-phi', scale: SCALE, seed: 7 });

const folder = await mkdtemp(join(tmpdir(), 'deidbench-generation-benchmark-'));
try {
  measureInstances(plan, { seed: 7, imageSize: IMAGE_SIZE });
  const before = process.cpuUsage();
  const alone = measureInstances(plan, { seed: 7, imageSize: IMAGE_SIZE });
  const { user, system } = process.cpuUsage(before);
  const whole: Record<string, number> = {};
  for (const jobs of new Set([1, availableParallelism()])) {
    const start = performance.now();
    const { counts } = await generate({ plan, seed: 7, imageSize: IMAGE_SIZE, jobs, out: join(folder, String(jobs)) });
    whole[`jobs ${jobs}`] = Math.round(counts.instances / ((performance.now() - start) / 1000));
  }
  const perSecond = Math.round(alone.instances / alone.seconds);
  // On a busy machine the figure by processor time is the one to compare.
  const perCpuSecond = Math.round(alone.instances / ((user + system) / 1e6));
  console.log(
    JSON.stringify(
      { instances: plan.counts.instances, imageSize: IMAGE_SIZE, withoutKey: { perSecond, perCpuSecond }, wholeSet: whole },
      null,
      2,
    ),
  );
} finally {
  await rm(folder, { recursive: true });
}
