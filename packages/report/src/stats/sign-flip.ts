import { normalTail } from './normal.ts';

/** Up to this many patients all flips are counted; beyond it the sum is taken as normal. */
const EXACT_UP_TO = 14;

/**
 * Two-sided paired permutation test: the chance, with the sign of each patient's difference flipped at random, of a sum at least as far from 0.
 * Exact up to 14 non-zero differences; beyond it by the normal law with variance Σd²,
 * corrected for continuity: whole numbers with divisor g give sums 2g apart.
 */
export function signFlipTest(differences: readonly number[]): number {
  const d = differences.filter((x) => x !== 0);
  if (d.length === 0) return 1;
  const observed = Math.abs(d.reduce((a, b) => a + b, 0));
  if (d.length <= EXACT_UP_TO) return exact(d, observed);
  const z = (observed - commonDivisor(d)) / Math.sqrt(d.reduce((sum, x) => sum + x * x, 0));
  return Math.min(1, 2 * normalTail(Math.max(0, z)));
}

/** Greatest common divisor of whole numbers; 0 when one is not whole. */
function commonDivisor(d: readonly number[]): number {
  if (!d.every(Number.isInteger)) return 0;
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  return d.map(Math.abs).reduce(divisor);
}

function exact(d: readonly number[], observed: number): number {
  const all = 2 ** d.length;
  let hits = 0;
  for (let mask = 0; mask < all; mask++) {
    let sum = 0;
    for (let i = 0; i < d.length; i++) sum += (mask >> i) & 1 ? -(d[i] ?? 0) : (d[i] ?? 0);
    if (Math.abs(sum) >= observed * (1 - 1e-12)) hits += 1;
  }
  return hits / all;
}
