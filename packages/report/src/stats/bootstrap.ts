import type { Interval } from '@deidbench/core/model';
import { seededRandom } from './random.ts';

/** Resamples n patients with replacement; element i of a resample says how often patient i was drawn. The same draws serve every tool (paired). */
export function resamplePatients(n: number, resamples: number, seed: number): Uint32Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: n === 0 ? 0 : resamples }, () => {
    const weights = new Uint32Array(n);
    for (let k = 0; k < n; k++) {
      const i = Math.floor(random() * n);
      weights[i] = (weights[i] ?? 0) + 1;
    }
    return weights;
  });
}

/** Quantile of sorted values with linear interpolation between order statistics (R type 7, NumPy's default). */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const at = (sorted.length - 1) * q;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? below;
  return below + (above - below) * (at - Math.floor(at));
}

/** Percentile interval of a bootstrap distribution about its point value. */
export function percentileInterval(value: number, samples: ArrayLike<number>, confidence: number): Interval {
  const sorted = Float64Array.from(samples).sort();
  const tail = (1 - confidence) / 2;
  return { value, low: quantile(sorted, tail), high: quantile(sorted, 1 - tail) };
}
