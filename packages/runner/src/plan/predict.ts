import type { Instance } from '@deidbench/core/model';
import { deal, makespan } from './deal.ts';
import { expectedSeconds, type Durations, type UnitSize } from './durations.ts';
import { packPatients, patientGroups } from './units.ts';

/** How long shards will take, in seconds. */
export interface Prediction {
  units: number;
  /** One after the other, on one core. */
  total: number;
  /** Of the shard that takes longest, and of the one that is done first. */
  longest: number;
  shortest: number;
}

/** Sizes of all units of some tools and profiles over a dataset. */
export function unitSizes(rows: readonly { tool: string; profile: string }[], instances: readonly Instance[]): UnitSize[] {
  const packs = packPatients(patientGroups(instances)).map((pack) => pack.reduce((sum, group) => sum + group.ordinals.length, 0));
  return packs.flatMap((size) => rows.map((row) => ({ ...row, instances: size })));
}

/** What recorded durations say of a run in `count` shards that do `jobs` units at a time. `startSeconds` is what a shard takes before its first unit. */
export function predictShards(
  units: readonly UnitSize[],
  durations: Durations,
  { count, jobs, startSeconds = 0 }: { count: number; jobs: number; startSeconds?: number },
): Prediction {
  const seconds = units.map((unit) => expectedSeconds(durations, unit));
  const spans = deal(seconds, count).map((places) => {
    const own = places.map((place) => seconds[place] ?? 0);
    return startSeconds + makespan(own, jobs);
  });
  return {
    units: units.length,
    total: seconds.reduce((sum, one) => sum + one, 0),
    longest: Math.max(...spans),
    shortest: Math.min(...spans),
  };
}
