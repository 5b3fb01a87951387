import { appendFileSync } from 'node:fs';
import type { Attempt, AttemptEnd, Isolation } from '@deidbench/core/model';
import type { Exec } from '@deidbench/core/process';
import { removeFolder } from '@deidbench/core/process';
import { callTool, type CallHooks } from './call-tool.ts';
import { collect } from './collect.ts';
import type { Collected } from './collected.ts';
import { isClean, sumExecs } from './exec-sum.ts';
import { prepareInvocation } from './invocation.ts';
import { retryMissing } from './retry.ts';
import type { AttemptRecord, UnitTask } from './task.ts';
import { rawLog } from './tool-log.ts';
import type { ToolMap } from './tool-map.ts';

/** Ends after which another call would end alike. */
const NO_USE: ReadonlySet<string> = new Set(['not-installed', 'not-supported', 'infrastructure']);

/** Runs a tool on one unit: stages, calls, and calls again for what a stopped call left out. */
export async function attemptUnit(
  task: UnitTask,
  hooks: CallHooks & { onPhase: (phase: 'stage' | 'tool' | 'intake') => void },
): Promise<{ record: AttemptRecord; collected: Collected }> {
  hooks.onPhase('stage');
  const members = task.instances.map((_, local) => local);
  const invocation = prepareInvocation(task, 'all', members);
  hooks.onPhase('tool');
  const exec = await callTool(task, invocation, task.limits.seconds, hooks);
  const collected = collect(task, invocation, exec);
  if (!NO_USE.has(exec.end)) tellEmptyMap(task, collected.map);
  const isWorthIt = collected.missing.length > 0 && !NO_USE.has(exec.end);
  const retried = isWorthIt
    ? await retryMissing(task, collected, task.limits.seconds - exec.wallSeconds, hooks)
    : { execs: [], ends: new Map<number, Exec>(), invocations: 0, instances: 0, recovered: 0, map: [] };
  collected.map.push(...retried.map);
  const { invocations, instances, recovered } = retried;
  const record: AttemptRecord = {
    attempt: recordOf(task, sumExecs([exec, ...retried.execs]), exec, recovered),
    ends: members.map((local) => endOf(retried.ends.get(local) ?? exec)),
    map: collected.map,
    retried: { invocations, instances, recovered },
  };
  return { record, collected };
}

/** Seconds that a tool takes for the first instances of a unit; undefined where it does not end well. Its output is thrown away. */
export async function timeUnit(task: UnitTask, instances: number, hooks: CallHooks): Promise<number | undefined> {
  const members = task.instances.slice(0, instances).map((_, local) => local);
  const exec = await callTool(task, prepareInvocation(task, 'timing', members), task.limits.seconds, hooks);
  removeFolder(task.work);
  return isClean(exec) ? exec.wallSeconds : undefined;
}

function recordOf(task: UnitTask, sum: Exec, first: Exec, recovered: number): Attempt {
  const end = recovered > 0 || isClean(first) ? first : sum;
  return {
    ...endOf(end),
    unit: task.unit,
    wallSeconds: sum.wallSeconds,
    cpuSeconds: sum.cpuSeconds,
    peakBytes: sum.peakBytes,
    isolation: sum.isolation satisfies Isolation,
    log: '',
  };
}

function endOf({ end, exitCode, signal, detail }: Exec): AttemptEnd {
  return {
    end,
    ...(exitCode !== undefined && { exitCode }),
    ...(signal !== undefined && { signal }),
    ...(detail !== undefined && { detail }),
  };
}

/** Says in the tool's log that a named map gave nothing, after a call that may have written one: its writer should look at it. */
function tellEmptyMap(task: UnitTask, rows: ToolMap): void {
  const { map } = task.tool.manifest.output;
  if (!map || rows.length > 0) return;
  appendFileSync(rawLog(task), `\ndeidbench: the map ${map.file} gave no rows of its columns "${map.from}" and "${map.to}"\n`);
}
