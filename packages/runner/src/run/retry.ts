import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Exec } from '@deidbench/core/process';
import { callTool, type CallHooks } from './call-tool.ts';
import { collect, type Collected } from './collect.ts';
import { isClean } from './exec-sum.ts';
import { moveFile } from './keep-output.ts';
import { instanceAt, prepareInvocation } from './invocation.ts';
import { removeFolder } from './remove-folder.ts';
import type { UnitTask } from './task.ts';

/** So many calls in a row that bring nothing new end the retrying. */
const FRUITLESS = 5;

export interface Retried {
  execs: Exec[];
  /** The end that holds for an instance now, by local number. */
  ends: Map<number, Exec>;
  invocations: number;
  instances: number;
  recovered: number;
  map: [string, string][];
}

/**
 * Calls the tool again for what a stopped call left out. Tools whose identifiers hold for one call only get whole patients, whose earlier
 * files are replaced; others get single files. Bounded by the unit's time and by calls that bring nothing.
 */
export async function retryMissing(task: UnitTask, whole: Collected, secondsLeft: number, hooks: CallHooks): Promise<Retried> {
  const result: Retried = { execs: [], ends: new Map(), invocations: 0, instances: 0, recovered: 0, map: [] };
  let left = secondsLeft;
  let fruitless = 0;
  for (const members of retryGroups(task, whole.missing)) {
    if (left <= 1 || fruitless >= FRUITLESS || hooks.signal.aborted) break;
    const name = `retry-${String(result.invocations + 1).padStart(3, '0')}`;
    const invocation = prepareInvocation(task, name, members);
    const exec = await callTool(task, invocation, left, hooks);
    left -= exec.wallSeconds;
    const got = collect(task, invocation, exec);
    const before = members.filter((local) => !whole.missing.includes(local)).length;
    const gained = members.length - got.missing.length - before;
    fruitless = gained > 0 ? 0 : fruitless + 1;
    result.execs.push(exec);
    result.invocations += 1;
    result.instances += members.length;
    if (gained > 0) {
      adopt(task, whole, got, name);
      result.recovered += gained;
      result.map.push(...got.map);
      for (const local of members) result.ends.set(local, exec);
    } else if (!isClean(exec)) for (const local of members) if (whole.missing.includes(local)) result.ends.set(local, exec);
    removeFolder(invocation.root);
  }
  return result;
}

function retryGroups(task: UnitTask, missing: readonly number[]): number[][] {
  if (task.tool.manifest.identifiers === 'always') return task.instances.length === 1 ? [] : missing.map((local) => [local]);
  const patients = new Set(missing.map((local) => instanceAt(task, local).instance.patient));
  if (patients.size === 1 && task.patients.length === 1) return [];
  return [...patients].map((patient) => task.instances.flatMap((item, local) => (item.instance.patient === patient ? [local] : [])));
}

/** Moves a retry's files among the others: under the same names where names tell the input, else into a folder of their own. */
function adopt(task: UnitTask, whole: Collected, got: Collected, name: string): void {
  const below = task.tool.manifest.output.naming === 'same-path' ? '' : name;
  for (const file of got.files) {
    if (file.problem) continue;
    const path = below === '' ? file.path : `${below}/${file.path}`;
    const target = join(whole.root, path);
    mkdirSync(dirname(target), { recursive: true });
    if (existsSync(target)) rmSync(target, { recursive: true, force: true });
    moveFile(join(got.root, file.path), target);
    const old = whole.files.findIndex((other) => other.path === path);
    if (old >= 0) whole.files.splice(old, 1);
    whole.files.push({ ...file, path });
  }
}
