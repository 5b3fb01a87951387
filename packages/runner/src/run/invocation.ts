import { lstatSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@deidbench/core/manifest';
import { inodeOf } from './intake.ts';
import { stageFiles, type StagedFile } from './stage.ts';
import type { UnitInstance, UnitTask } from './task.ts';

/** One call of a tool: some instances of a unit, in folders of their own. */
export interface Invocation {
  root: string;
  input: string;
  output: string;
  work: string;
  home: string;
  reference: string;
  /** Local numbers of the instances. */
  members: number[];
  /** Stamp of each copy that an in-place tool is to change, by path: what still bears it was never worked on. */
  untouched: Map<string, string>;
  /** Stamp of each staged file, by path: what does not bear it any more was touched. */
  staged: Map<string, string>;
}

/** Stages some instances of a unit for one call. */
export function prepareInvocation(task: UnitTask, name: string, members: number[]): Invocation {
  const root = join(task.work, name);
  const folder = (part: string) => join(root, part);
  for (const part of ['in', 'out', 'work', 'home']) mkdirSync(folder(part), { recursive: true });
  const { manifest } = task.tool;
  const staged = members.map((local) => stagedFile(task, local));
  stageFiles(staged, folder('in'));
  const inPlace = manifest.input === 'copy-in-place';
  if (inPlace) stageFiles(staged, folder('out'));
  if (manifest.control === 'oracle')
    stageFiles(
      members.flatMap((local) => referenceFile(task, local)),
      folder('reference'),
    );
  return {
    root,
    input: folder('in'),
    output: folder('out'),
    work: folder('work'),
    home: folder('home'),
    reference: folder('reference'),
    members,
    untouched: new Map(inPlace ? staged.map((file) => [file.name, stampOf(join(folder('out'), file.name))]) : []),
    staged: new Map(staged.map(({ name }) => [name, stampOf(join(folder('in'), name))])),
  };
}

export function instanceAt(task: UnitTask, local: number): UnitInstance {
  const item = task.instances[local];
  if (!item) throw new RangeError(`no instance ${local} in unit ${task.unit}`);
  return item;
}

/** The neutral name under which a tool sees an instance. */
export function stagedName(manifest: Manifest, item: UnitInstance): string {
  return manifest.input === 'flat' ? item.flat : item.tree;
}

/** Tells whether anybody wrote to a file: its inode, size and change time. */
export function stampOf(path: string): string {
  const info = lstatSync(path, { bigint: true });
  return `${inodeOf(info)}:${info.size}:${info.ctimeNs}`;
}

/** The `device:inode` of a stamp. */
export function inodeOfStamp(stamp: string): string {
  return stamp.split(':', 2).join(':');
}

function stagedFile(task: UnitTask, local: number): StagedFile {
  const item = instanceAt(task, local);
  return { ordinal: local, from: join(task.inputRoot ?? '', item.instance.path), name: stagedName(task.tool.manifest, item) };
}

function referenceFile(task: UnitTask, local: number): StagedFile[] {
  const item = instanceAt(task, local);
  return item.reference === undefined ? [] : [{ ordinal: local, from: item.reference, name: stagedName(task.tool.manifest, item) }];
}
