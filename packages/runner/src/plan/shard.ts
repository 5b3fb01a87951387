import { RunnerError } from '../errors.ts';

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

/** Every n-th unit, beginning with the i-th: tools are spread over all shards. */
export function unitsOfShard<T>(units: readonly T[], shard: Shard | undefined): T[] {
  if (!shard) return [...units];
  return units.filter((_, n) => n % shard.count === shard.index - 1);
}
