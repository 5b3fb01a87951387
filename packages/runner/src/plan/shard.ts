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

/** What deals units out by time. */
export interface Balance<T> {
  durations: Durations;
  sizeOf: (unit: T) => UnitSize;
}

/** The units of a shard (all without one), in the order in which they are begun: with recorded durations the longest first. */
export function unitsOfShard<T>(units: readonly T[], shard: Shard | undefined, balance?: Balance<T>): T[] {
  if (shard) return dealShards(units, shard.count, balance)[shard.index - 1] ?? [];
  return balance ? longestFirst(secondsOf(units, balance)).flatMap((place) => units[place] ?? []) : [...units];
}

/**
 * The units of every shard. With recorded durations: shards of equal time, longest first. Else every n-th unit, beginning with the i-th: tools
 * are spread over all shards. Who deals the same units alike gives every unit once.
 */
export function dealShards<T>(units: readonly T[], count: number, balance?: Balance<T>): T[][] {
  if (balance) return deal(secondsOf(units, balance), count).map((places) => places.flatMap((place) => units[place] ?? []));
  const shards = Array.from({ length: count }, (): T[] => []);
  for (const [n, unit] of units.entries()) shards[n % count]?.push(unit);
  return shards;
}

function secondsOf<T>(units: readonly T[], { durations, sizeOf }: Balance<T>): number[] {
  return units.map((unit) => expectedSeconds(durations, sizeOf(unit)));
}
