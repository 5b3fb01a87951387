import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Exec } from '@deidbench/core/process';
import { removeFolder } from '@deidbench/core/process';
import { answersOf } from './answers.ts';
import { makeWay } from './below.ts';
import { callTool, type CallHooks } from './call-tool.ts';
import { collect } from './collect.ts';
import type { Collected } from './collected.ts';
import { isClean } from './exec-sum.ts';
import { moveFile } from './keep-output.ts';
import { instanceAt, prepareInvocation } from './invocation.ts';
import type { UnitTask } from './task.ts';
import { movedRows, type ToolMap } from './tool-map.ts';

/** So many calls in a row that bring nothing new end the retrying, or as many as brought something before. */
const FRUITLESS = 8;
/** Calls between two neighbours: files that a tool does not take often lie together, and must not stand for all. */
const APART = 8;

export interface Retried {
  execs: Exec[];
  /** The end that holds for an instance now, by local number. */
  ends: Map<number, Exec>;
  invocations: number;
  instances: number;
  recovered: number;
  map: ToolMap;
}

/**
 * Calls the tool again for what a stopped call left out. Tools whose identifiers hold for one call only get whole patients, whose earlier
 * files are replaced; others get single files. Bounded by the unit's time and by calls that bring nothing.
 */
export async function retryMissing(task: UnitTask, whole: Collected, secondsLeft: number, hooks: CallHooks): Promise<Retried> {
  const result: Retried = { execs: [], ends: new Map(), invocations: 0, instances: 0, recovered: 0, map: [] };
  const earlier = earlierFiles(task, whole);
  let fruitful = 0;
  let left = secondsLeft;
  let fruitless = 0;
  for (const members of retryGroups(task, whole.missing)) {
    if (left <= 1 || fruitless >= Math.max(FRUITLESS, fruitful) || hooks.signal.aborted) break;
    const name = `retry-${String(result.invocations + 1).padStart(3, '0')}`;
    const invocation = prepareInvocation(task, name, members);
    const exec = await callTool(task, invocation, left, hooks);
    left -= exec.wallSeconds;
    const got = collect(task, invocation, exec);
    const before = members.filter((local) => !whole.missing.includes(local)).length;
    const gained = members.length - got.missing.length - before;
    fruitless = gained > 0 ? 0 : fruitless + 1;
    if (gained > 0) fruitful += 1;
    if (got.harm) whole.harm ??= got.harm;
    result.execs.push(exec);
    result.invocations += 1;
    result.instances += members.length;
    if (gained > 0) {
      const below = task.tool.manifest.output.naming === 'same-path' ? '' : name;
      for (const local of members) if (!got.missing.includes(local)) dropFile(whole, earlier.get(local));
      adopt(whole, got, below);
      result.recovered += gained;
      result.map.push(...(below === '' ? got.map : movedRows(got.map, got.files, below)));
      for (const local of members) result.ends.set(local, exec);
    } else if (!isClean(exec)) for (const local of members) if (whole.missing.includes(local)) result.ends.set(local, exec);
    removeFolder(invocation.root);
  }
  return result;
}

function retryGroups(task: UnitTask, missing: readonly number[]): number[][] {
  if (task.tool.manifest.identifiers === 'always') return task.instances.length === 1 ? [] : spread(missing).map((local) => [local]);
  const patients = new Set(missing.map((local) => instanceAt(task, local).instance.patient));
  if (patients.size === 1 && task.patients.length === 1) return [];
  return [...patients].map((patient) => task.instances.flatMap((item, local) => (item.instance.patient === patient ? [local] : [])));
}

/** Every eighth item, then every eighth from the second on … */
function spread<Item>(items: readonly Item[]): Item[] {
  return Array.from({ length: APART }, (_, first) => items.filter((_item, i) => i % APART === first)).flat();
}

/** Files of the whole call that a retry of their patient may replace, by local number; where names tell the input they replace themselves. */
function earlierFiles(task: UnitTask, whole: Collected): Map<number, string> {
  const { identifiers, output } = task.tool.manifest;
  if (identifiers === 'always' || output.naming === 'same-path') return new Map();
  return answersOf(
    task,
    task.instances.map((_, local) => local),
    whole,
  );
}

/** Moves a retry's files among the others, below a folder where names don't tell the input. No link of the earlier call is followed. */
function adopt(whole: Collected, got: Collected, below: string): void {
  for (const file of got.files) {
    if (file.problem) continue;
    const path = below === '' ? file.path : `${below}/${file.path}`;
    makeWay(whole.root, path);
    // A file in the place of a folder on the way is gone now; a link that was refused there stays said.
    whole.files = whole.files.filter((other) => other.problem !== undefined || !path.startsWith(`${other.path}/`));
    dropFile(whole, path);
    moveFile(join(got.root, file.path), join(whole.root, path));
    whole.files.push({ ...file, path });
  }
}

/** Removes what stands at a path, a folder with all that is in it too. */
function dropFile(whole: Collected, path: string | undefined): void {
  if (path === undefined) return;
  rmSync(join(whole.root, path), { recursive: true, force: true });
  whole.files = whole.files.filter((other) => other.path !== path && !other.path.startsWith(`${path}/`));
}
