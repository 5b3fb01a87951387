import type { PairTest } from '@deidbench/core/model';
import { holm } from '../stats/holm.ts';
import { exactMcNemar } from '../stats/mcnemar.ts';
import { signFlipTest } from '../stats/sign-flip.ts';
import type { Measures } from './measure.ts';

export interface Entrant {
  /** `id:profile`. */
  name: string;
  measures: Measures;
}

/** Tests every two tools on the same patients; p values are corrected over all pairs, for each of the two questions apart. */
export function pairTests(entrants: readonly Entrant[]): PairTest[] {
  const raw = entrants.flatMap((a, i) => entrants.slice(i + 1).map((b) => comparePair(a, b)));
  const leaks = holm(raw.map((pair) => pair.leakPatients.p));
  const failures = holm(raw.map((pair) => pair.failures.p));
  return raw.map((pair, i) => ({
    ...pair,
    leakPatients: { ...pair.leakPatients, holm: leaks[i] ?? 1 },
    failures: { ...pair.failures, holm: failures[i] ?? 1 },
  }));
}

/** One pair, uncorrected (`holm` repeats `p`). */
export function comparePair(a: Entrant, b: Entrant): PairTest {
  const onlyA = countWhere(a.measures.leaking, b.measures.leaking);
  const onlyB = countWhere(b.measures.leaking, a.measures.leaking);
  const mcnemar = exactMcNemar(onlyA, onlyB);
  const checks = sum(a.measures.checks);
  const differences = Array.from(a.measures.failed, (failed, i) => failed - (b.measures.failed[i] ?? 0));
  const p = signFlipTest(differences);
  const difference = checks === 0 ? 0 : (sum(differences) / checks) * 100_000;
  return { a: a.name, b: b.name, leakPatients: { onlyA, onlyB, p: mcnemar, holm: mcnemar }, failures: { difference, p, holm: p } };
}

function countWhere(yes: Float64Array, no: Float64Array): number {
  return yes.reduce((n, value, i) => n + (value > 0 && !((no[i] ?? 0) > 0) ? 1 : 0), 0);
}

function sum(values: ArrayLike<number>): number {
  return Array.from(values).reduce((a, b) => a + b, 0);
}
