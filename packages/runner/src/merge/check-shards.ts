import { canonicalJson } from '@deidbench/core/model';
import { RunnerError } from '../errors.ts';
import type { UnitSize } from '../plan/durations.ts';
import type { PlannedTool, PlannedUnit } from '../plan/plan-file.ts';
import { unitsOfShard } from '../plan/shard.ts';
import { interleave } from '../run/schedule.ts';
import type { MergePart } from './merge-part.ts';

/** Refuses sets of shards that are not whole: every shard of a plan once, every unit of it done. Runs without shards must be done too. */
export function checkShards(parts: readonly MergePart[]): void {
  const plans = Map.groupBy(
    parts.filter(({ run }) => run.shard),
    ({ run }) => canonicalJson([run.tools, run.shard?.count, run.durations ?? {}]),
  );
  for (const shards of plans.values()) checkPlan(shards);
  for (const part of parts) refuseUndone(part);
}

function checkPlan(shards: readonly MergePart[]): void {
  const count = shards[0]?.run.shard?.count ?? 0;
  const byIndex = Map.groupBy(shards, ({ run }) => run.shard?.index ?? 0);
  for (const [index, same] of byIndex)
    if (same.length > 1)
      throw new RunnerError(
        'DOUBLED_SHARD',
        `shard ${index}/${count} was given twice: ${same.map((part) => part.dir).join(' and ')}. Leave one of them out.`,
      );
  const missing = Array.from({ length: count }, (_, i) => i + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0)
    throw new RunnerError(
      'MISSING_SHARD',
      `shard ${missing.map((index) => `${index}/${count}`).join(', ')} is missing beside ${shards.map((part) => part.dir).join(', ')}. Name all ${count} folders; if all are there, they were run with other tools, versions, limits or durations.`,
    );
}

type Planned = { work: PlannedTool; unit: PlannedUnit };

function sizeOf({ work, unit }: Planned): UnitSize {
  const instances = unit.ordinals.reduce((sum, [first, last]) => sum + last - first + 1, 0);
  return { tool: work.id, profile: work.profile, instances };
}

function refuseUndone({ dir, run, blobs }: MergePart): void {
  const { shard, durations, tools } = run;
  const balance = durations && { durations, sizeOf };
  const mine = unitsOfShard<Planned>(interleave(tools), shard, balance);
  const undone = mine.filter(({ unit }) => !blobs.has(unit.attemptKey)).map(({ unit }) => unit.id);
  if (undone.length === 0) return;
  throw new RunnerError(
    'MISSING_SHARD',
    `${dir}: ${undone.length} of ${mine.length} units are not done (${undone.slice(0, 3).join(', ')}${undone.length > 3 ? ' …' : ''}). Run it again to finish it, then merge.`,
  );
}
