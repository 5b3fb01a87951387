import type { OrderReason, RankingMethod, Tier } from '@deidbench/core/model';
import { percentileInterval } from '../stats/bootstrap.ts';
import type { Metrics } from './measure.ts';

/** A tool in the contest: its figures, the same figures in every resample, and its speed (instances a second) where it was measured alone. */
export interface Contender {
  /** `id:profile`; the last resort of every order, so that it never hangs on the order of the input. */
  name: string;
  tier: Tier;
  metrics: Metrics;
  samples: readonly Metrics[];
  speed?: number;
}

/** Tools that cannot be told apart, and what puts them behind the group before. */
export interface TiedGroup<T> {
  members: T[];
  decidedBy?: OrderReason;
}

interface Criterion {
  name: OrderReason;
  /** Larger is better. */
  value(contender: Contender, sample?: Metrics): number;
}

const CRITERIA: readonly Criterion[] = [
  { name: 'retention', value: (c, s) => (s ?? c.metrics).retention ?? 0 },
  { name: 'conformance', value: (c, s) => (s ?? c.metrics).conformance ?? 0 },
  { name: 'leak rate', value: (c, s) => -(s ?? c.metrics).leakRate },
];

/** Groups of tools in order, best first; the members of one group are tied. By tier, then retention, conformance, leak rate and, where it was measured alone, speed. */
export function orderInGroups<T extends Contender>(contenders: readonly T[], method: RankingMethod): TiedGroup<T>[] {
  const tiers: Tier[] = ['A', 'B', 'C', 'D'];
  const groups = tiers.flatMap((tier) => {
    const members = contenders.filter((c) => c.tier === tier);
    return split({ members, decidedBy: 'tier' }, 0, method);
  });
  const [first, ...others] = groups;
  return first ? [{ members: first.members }, ...others] : [];
}

/** Each group starts with the best tool left and takes in those behind it up to the first that can be told from it; groups are then split by the next criterion. */
function split<T extends Contender>(group: TiedGroup<T>, depth: number, method: RankingMethod): TiedGroup<T>[] {
  if (group.members.length < 2) return group.members.length > 0 ? [group] : [];
  const criterion = CRITERIA[depth];
  if (!criterion) return splitBySpeed(group, method);
  const parts = chain(
    group.members,
    (c) => criterion.value(c),
    (a, b) => differ(a, b, criterion, method),
  );
  return named(parts, group, criterion.name).flatMap((part) => split(part, depth + 1, method));
}

/** Seconds of tools that shared the machine differ between two equal runs: they move nobody. */
function splitBySpeed<T extends Contender>(group: TiedGroup<T>, method: RankingMethod): TiedGroup<T>[] {
  if (group.members.some(({ speed }) => speed === undefined)) return [group];
  const speedOf = ({ speed = 0 }: T): number => speed;
  const faster = (a: T, b: T): boolean => a.samples.length > 0 && speedOf(a) > speedOf(b) * method.speedRatio;
  return named(chain(group.members, speedOf, faster), group, 'speed');
}

/** The first part stands where the whole group stood; what splits the others off is told. */
function named<T>(parts: readonly T[][], whole: TiedGroup<T>, reason: OrderReason): TiedGroup<T>[] {
  return parts.map((members, i) => (i === 0 ? { ...whole, members } : { members, decidedBy: reason }));
}

function chain<T extends Contender>(items: readonly T[], value: (item: T) => number, differs: (leader: T, item: T) => boolean): T[][] {
  let left = items.toSorted((a, b) => value(b) - value(a) || compareNames(a, b));
  const groups: T[][] = [];
  while (left.length > 0) {
    const [leader, ...others] = left as [T, ...T[]];
    const next = others.findIndex((other) => differs(leader, other));
    const tied = next === -1 ? others : others.slice(0, next);
    groups.push([leader, ...tied]);
    left = others.slice(tied.length);
  }
  return groups;
}

/** Two tools differ when the interval of their paired difference leaves out 0. Without resamples nothing can be told apart. */
function differ(a: Contender, b: Contender, criterion: Criterion, method: RankingMethod): boolean {
  if (a.samples.length === 0) return false;
  const differences = a.samples.map((sample, i) => criterion.value(a, sample) - criterion.value(b, b.samples[i]));
  const { low, high } = percentileInterval(0, differences, method.confidence);
  return low > 0 || high < 0;
}

/** What a tool is ordered by when only point values are looked at. */
export type Standing = Pick<Contender, 'tier' | 'metrics'>;

/** Order by point values alone, as in one resample: negative when a comes first, 0 when all are equal. Speed is left out: it differs between two equal runs. */
export function comparePoints(a: Standing, b: Standing): number {
  return (
    (a.tier < b.tier ? -1 : a.tier > b.tier ? 1 : 0) ||
    (b.metrics.retention ?? 0) - (a.metrics.retention ?? 0) ||
    (b.metrics.conformance ?? 0) - (a.metrics.conformance ?? 0) ||
    a.metrics.leakRate - b.metrics.leakRate
  );
}

export function compareNames(a: Pick<Contender, 'name'>, b: Pick<Contender, 'name'>): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
