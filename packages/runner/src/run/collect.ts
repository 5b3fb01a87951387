import { lstatSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mapPath } from '@deidbench/core/manifest';
import type { Exec } from '@deidbench/core/process';
import { answersOf } from './answers.ts';
import { isReallyBelow, makeWay } from './below.ts';
import type { Collected } from './collected.ts';
import { isClean } from './exec-sum.ts';
import { harmOf } from './input-harm.ts';
import { INTAKE_DEFAULTS, takeIn } from './intake.ts';
import { inodeOfStamp, instanceAt, stagedName, stampOf, type Invocation } from './invocation.ts';
import type { UnitTask } from './task.ts';
import { readToolMap } from './tool-map.ts';

/** Looks at what a call left in its output folder, by names alone where they tell enough. */
export function collect(task: UnitTask, invocation: Invocation, exec: Exec): Collected {
  const { output } = task.tool.manifest;
  const harm = exec.isolation.readOnlyInput ? undefined : harmOf(task, invocation);
  const root = output.folder === undefined ? invocation.output : join(invocation.output, output.folder);
  if (!isFolder(invocation, root)) {
    makeWay(invocation.output, `${output.folder ?? '.'}/file`);
    return { root, files: [], map: [], missing: [...invocation.members], ...(harm && { harm }) };
  }
  if (!isClean(exec)) dropUntouched(root, invocation);
  const mapAt = output.map && mapPath(output.map, invocation);
  const files = takeIn(root, {
    ...INTAKE_DEFAULTS,
    isOwn: true,
    expected: new Set([...namesOf(task, invocation).values()].flatMap((name) => [`${name}.dcm`, name])),
    maxFiles: invocation.members.length * 10 + 1000,
    ignore: mapAt === undefined ? output.ignore : [...output.ignore, relative(root, mapAt)],
    inputInodes: new Set([...invocation.staged.values()].map(inodeOfStamp)),
  });
  const got = { root, files, map: output.map && mapAt !== undefined ? readToolMap(output.map, invocation.root, mapAt) : [] };
  return { ...got, missing: missingOf(task, invocation, got), ...(harm && { harm }) };
}

/** The name by which a file answers an instance, without `.dcm`, by its local number; none where names tell nothing. */
function namesOf(task: UnitTask, { members }: Invocation): Map<number, string> {
  const { manifest } = task.tool;
  const { naming, suffix = '' } = manifest.output;
  if (naming === 'free') return new Map();
  return new Map(members.map((local) => [local, `${bare(stagedName(manifest, instanceAt(task, local)))}${suffix}`]));
}

function bare(path: string): string {
  return path.replace(/\.dcm$/i, '');
}

/** A tool that stopped leaves the rest of its copies as they were: those are not its answer. After a clean end they are. */
function dropUntouched(root: string, invocation: Invocation): void {
  for (const [name, stamp] of invocation.untouched) {
    const path = join(root, name);
    if (lstatSync(path, { throwIfNoEntry: false })?.isFile() && stampOf(path) === stamp) rmSync(path);
  }
}

/**
 * What no file answers: by the names that the manifest promises; where files bear other names, by what they hold. A tool whose names are
 * free and that gave as many files as a whole unit has left nothing out; of a call for a few, what came is soon read.
 */
function missingOf(task: UnitTask, invocation: Invocation, got: Omit<Collected, 'missing'>): number[] {
  const { members } = invocation;
  const names = namesOf(task, invocation);
  const there = new Set(got.files.map(({ path }) => bare(path)));
  const unnamed = members.filter((local) => !there.has(names.get(local) ?? ''));
  const plain = got.files.filter(({ problem }) => problem === undefined).length;
  const others = plain - (members.length - unnamed.length);
  if (unnamed.length === 0 || others <= 0) return unnamed;
  const isWhole = members.length === task.instances.length;
  if (names.size === 0 && isWhole && plain >= members.length) return [];
  const answers = answersOf(task, members, got);
  return unnamed.filter((local) => !answers.has(local));
}

function isFolder({ output }: Invocation, path: string): boolean {
  try {
    return lstatSync(path).isDirectory() && isReallyBelow(output, path);
  } catch {
    return false;
  }
}
