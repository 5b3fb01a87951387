import { rng } from '../random/rng.ts';

/** Splits `total` instances over series: one each, the rest by a seeded log-normal, largest remainders first. */
export function spread(total: number, series: number, ...key: (string | number)[]): number[] {
  const random = rng('spread', ...key);
  const weights = Array.from({ length: series }, () => Math.exp(0.6 * random.normal()));
  const sum = weights.reduce((a, b) => a + b, 0);
  const extra = Math.max(0, total - series);
  const exact = weights.map((weight) => (weight / sum) * extra);
  const counts = exact.map((share) => 1 + Math.floor(share));
  let left = total - counts.reduce((a, b) => a + b, 0);
  const order = exact.map((share, i) => [share - Math.floor(share), i] as const).toSorted((a, b) => b[0] - a[0] || a[1] - b[1]);
  for (const [, i] of order) {
    if (left-- <= 0) break;
    counts[i] = (counts[i] ?? 1) + 1;
  }
  return counts;
}
