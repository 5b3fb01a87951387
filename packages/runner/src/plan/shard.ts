import { RunnerError } from '../errors.ts';
import { deal, longestFirst } from './deal.ts';
import { expectedSeconds, type Durations, type UnitSize } from './durations.ts';

/** Part `index` (from 1) of `count` parts of a plan. */
export interface Shard {
  index: number;
  count: number;
}

/** Reads `i/n` with 1 ≤ i ≤ n. */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const index = Number(match?.[1]);
  const count = Number(match?.[2]);
  if (!match || index < 1 || index > count || count > 1_000_000)
    throw new RunnerError('BAD_SHARD', `--shard ${text}: write it as I/N with I from 1 to N, for example --shard 1/4.`);
  return { index, count };
}

/**
 * The units of a shard (all without one), in the order in which they are begun. With recorded durations: shards of equal time, longest first.
 * Else every n-th unit, beginning with the i-th: tools are spread over all shards. Who shards the same units alike gets every unit once.
 */
export function unitsOfShard<T>(
  units: readonly T[],
  shard: Shard | undefined,
  balance?: { durations: Durations; sizeOf: (unit: T) => UnitSize },
): T[] {
  if (!balance) return shard ? units.filter((_, n) => n % shard.count === shard.index - 1) : [...units];
  const seconds = units.map((unit) => expectedSeconds(balance.durations, balance.sizeOf(unit)));
  const places = shard ? (deal(seconds, shard.count)[shard.index - 1] ?? []) : longestFirst(seconds);
  return places.flatMap((place) => units[place] ?? []);
}
