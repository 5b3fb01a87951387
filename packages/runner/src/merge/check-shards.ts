import { canonicalJson } from '@deidbench/core/model';
import { RunnerError } from '../errors.ts';
import type { UnitSize } from '../plan/durations.ts';
import type { PlannedTool, PlannedUnit, RunFile } from '../plan/plan-file.ts';
import { dealShards } from '../plan/shard.ts';
import { interleave } from '../run/schedule.ts';
import type { MergePart } from './merge-part.ts';
import { otherPlan, shareTools } from './other-plan.ts';

/** Shards of one plan: the same tools, limits and durations, cut in as many parts. */
type Plan = readonly MergePart[];

/** Refuses sets of shards that are not whole: every shard of a plan once, every unit of it done. Runs without shards must be done too. */
export function checkShards(parts: readonly MergePart[]): void {
  const plans = plansOf(parts.filter(({ run }) => run.shard));
  for (const plan of plans) refuseDoubled(plan);
  for (const plan of plans) refuseMissing(plan, plans);
  for (const plan of plans) refuseUndone(plan);
  for (const part of parts) if (!part.run.shard) refuseUndone([part]);
}

/** The largest first: what fits to none of it is the stranger. */
function plansOf(shards: readonly MergePart[]): Plan[] {
  const tools = new Map([...new Set(shards.map(({ run }) => run.tools))].map((list, i) => [list, i]));
  const byPlan = Map.groupBy(shards, ({ run }) => canonicalJson([tools.get(run.tools), run.shard?.count, run.durations ?? {}]));
  return [...byPlan.values()].toSorted((a, b) => b.length - a.length);
}

function refuseDoubled(plan: Plan): void {
  const byIndex = Map.groupBy(plan, ({ run }) => indexOf(run));
  for (const [index, same] of byIndex)
    if (same.length > 1)
      throw new RunnerError(
        'DOUBLED_SHARD',
        `shard ${index}/${countOf(plan)} was given twice: ${same.map((part) => part.dir).join(' and ')}. Leave one of them out.`,
      );
}

function refuseMissing(plan: Plan, plans: readonly Plan[]): void {
  const count = countOf(plan);
  const there = new Set(plan.map(({ run }) => indexOf(run)));
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !there.has(index));
  if (missing.length === 0) return;
  refuseStranger(plan, missing, plans);
  const named =
    missing.length > MOST_NAMED ? `${missing.length} of ${count} shards are` : `shard ${missing.map((i) => `${i}/${count}`).join(', ')} is`;
  const beside = plan.length > MOST_NAMED ? `the other ${plan.length}` : plan.map((part) => part.dir).join(', ');
  throw new RunnerError('MISSING_SHARD', `${named} missing beside ${beside}. Name all ${count} folders.`);
}

const MOST_NAMED = 10;

/** A shard that was run otherwise than the rest is named for that; that one is missing in its place says little. */
function refuseStranger(plan: Plan, missing: readonly number[], plans: readonly Plan[]): void {
  const [first] = plan;
  const others = plans.filter((other) => other !== plan).flat();
  const inPlace = others.find(({ run }) => run.shard?.count === countOf(plan) && missing.includes(indexOf(run)));
  const [main] = plans[0] ?? [];
  const isMain = plans[0] === plan;
  const [stranger, home] = isMain ? [inPlace, first] : [first, main];
  if (!stranger || !home || (!isMain && !shareTools(stranger.run, home.run))) return;
  throw new RunnerError(
    'FOREIGN_RUN',
    `${stranger.dir} (shard ${indexOf(stranger.run)}/${stranger.run.shard?.count}) does not belong to ${home.dir}: ${otherPlan(stranger.run, home.run)}. Run all shards with the same tools, versions, limits and --durations.`,
  );
}

type Planned = { work: PlannedTool; unit: PlannedUnit };

function sizeOf({ work, unit }: Planned): UnitSize {
  const instances = unit.ordinals.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return { tool: work.id, profile: work.profile, instances };
}

/** Shards of one plan, or one run without shards. Dealt out once for all of them. */
function refuseUndone(plan: Plan): void {
  const [first] = plan;
  if (!first) return;
  const { tools, shard, durations } = first.run;
  const units = interleave(tools);
  const shards = shard ? dealShards<Planned>(units, shard.count, durations && { durations, sizeOf }) : [units];
  for (const { dir, run, blobs } of plan) {
    const mine = shards[run.shard ? run.shard.index - 1 : 0] ?? [];
    const undone = mine.filter(({ unit }) => !blobs.has(unit.attemptKey)).map(({ unit }) => unit.id);
    if (undone.length === 0) continue;
    throw new RunnerError(
      'MISSING_SHARD',
      `${dir}: ${undone.length} of ${mine.length} units are not done (${undone.slice(0, 3).join(', ')}${undone.length > 3 ? ' …' : ''}). Run it again to finish it, then merge.`,
    );
  }
}

function countOf([first]: Plan): number {
  return first?.run.shard?.count ?? 0;
}

function indexOf({ shard }: RunFile): number {
  return shard?.index ?? 0;
}
