import type { Interval, OrderReason, RankingMethod } from '@deidbench/core/model';
import { percentileInterval } from '../stats/bootstrap.ts';
import { kendallTau } from '../stats/kendall.ts';
import { compareNames, comparePoints, orderInGroups, type Contender } from './order.ts';
import { tierOf } from './tier.ts';

export interface Ranking<T> {
  rows: { contender: T; rank: Interval; decidedBy?: OrderReason }[];
  /** Mean Kendall's tau-b between the ranking and its resamples; null without resamples or with fewer than two tools. */
  stability: number | null;
}

/** Ranks with ties (1, 2, 2, 4) and the interval that each tool's rank takes over the resamples. Best first. */
export function rankContenders<T extends Contender & { collidingUids: number }>(
  contenders: readonly T[],
  method: RankingMethod,
): Ranking<T> {
  const samples = sampleRanks(contenders, method);
  let position = 1;
  const rows = orderInGroups(contenders, method).flatMap(({ members, decidedBy }) => {
    const value = position;
    position += members.length;
    return members
      .toSorted((a, b) => comparePoints(a, b) || compareNames(a, b))
      .map((contender, i) => {
        const { low, high } = percentileInterval(value, samples.get(contender) ?? [value], method.confidence);
        const rank = { value, low: Math.min(value, Math.floor(low)), high: Math.max(value + members.length - 1, Math.ceil(high)) };
        return { contender, rank, ...(i === 0 && decidedBy && { decidedBy }) };
      });
  });
  return { rows, stability: stabilityOf(rows.map(({ contender, rank }) => ({ rank: rank.value, samples: samples.get(contender) ?? [] }))) };
}

function stabilityOf(rows: readonly { rank: number; samples: readonly number[] }[]): number | null {
  const resamples = rows[0]?.samples.length ?? 0;
  if (rows.length < 2 || resamples === 0) return null;
  const ranks = rows.map((row) => row.rank);
  const taus = Array.from({ length: resamples }, (_, r) =>
    kendallTau(
      ranks,
      rows.map((row) => row.samples[r] ?? 0),
    ),
  ).filter((tau) => !Number.isNaN(tau));
  return taus.length === 0 ? null : taus.reduce((a, b) => a + b, 0) / taus.length;
}

function sampleRanks<T extends Contender & { collidingUids: number }>(contenders: readonly T[], method: RankingMethod): Map<T, number[]> {
  const ranks = new Map<T, number[]>(contenders.map((c) => [c, []]));
  const resamples = contenders[0]?.samples.length ?? 0;
  for (let r = 0; r < resamples; r++) {
    const drawn = contenders.flatMap((contender) => {
      const metrics = contender.samples[r];
      return metrics ? [{ contender, metrics, tier: tierOf(metrics, contender.collidingUids, method) }] : [];
    });
    const sorted = drawn.toSorted(comparePoints);
    let rank = 1;
    sorted.forEach((row, i) => {
      const before = sorted[i - 1];
      if (before && comparePoints(before, row) !== 0) rank = i + 1;
      ranks.get(row.contender)?.push(rank);
    });
  }
  return new Map([...ranks].filter(([, values]) => values.length > 0));
}
