import { existsSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { mapPath } from '@deidbench/core/manifest';
import { INTAKE_DEFAULTS, takeIn, type IntakeFile } from './intake.ts';
import { instanceAt, stagedName, stampOf, type Invocation } from './invocation.ts';
import { isClean } from './exec-sum.ts';
import type { Exec } from '@deidbench/core/process';
import type { UnitTask } from './task.ts';

/** What one call left behind. */
export interface Collected {
  /** Folder of the results: the output folder, or the sub-folder that the manifest names. */
  root: string;
  files: IntakeFile[];
  /** The tool's own map: staged name or UID, and what it became. */
  map: [from: string, to: string][];
  /** Local numbers of the instances for which no file is there; all of them where names tell nothing and nothing came out. */
  missing: number[];
}

/** Looks at what a call left in its output folder, by names alone; nothing is opened but the tool's own map. */
export function collect(task: UnitTask, invocation: Invocation, exec: Exec): Collected {
  const { output } = task.tool.manifest;
  const root = output.folder === undefined ? invocation.output : join(invocation.output, output.folder);
  if (!isFolder(root)) return { root, files: [], map: [], missing: [...invocation.members] };
  if (!isClean(exec)) dropUntouched(root, invocation);
  const mapAt = output.map && mapPath(output.map, { output: invocation.output, work: join(invocation.root, 'work') });
  const files = takeIn(root, {
    ...INTAKE_DEFAULTS,
    expected: expectedNames(task, invocation),
    maxFiles: invocation.members.length * 10 + 1000,
    ignore: mapAt === undefined ? output.ignore : [...output.ignore, relative(root, mapAt)],
    inputInodes: invocation.inodes,
  });
  const map = output.map && mapAt !== undefined ? readMap(mapAt, output.map.from, output.map.to) : [];
  return { root, files, map, missing: missingOf(task, invocation, files, map) };
}

/** Names by which a file answers its input, where names tell that. */
function expectedNames(task: UnitTask, { members }: Invocation): Set<string> {
  const { manifest } = task.tool;
  const { naming, suffix = '' } = manifest.output;
  if (naming === 'free') return new Set();
  const bare = members.map((local) => stagedName(manifest, instanceAt(task, local)).replace(/\.dcm$/, ''));
  return new Set(bare.flatMap((name) => [`${name}${suffix}.dcm`, `${name}${suffix}`]));
}

/** A tool that stopped leaves the rest of its copies as they were: those are not its answer. After a clean end they are. */
function dropUntouched(root: string, invocation: Invocation): void {
  for (const [name, stamp] of invocation.untouched) {
    const path = join(root, name);
    if (existsSync(path) && stampOf(path) === stamp) rmSync(path);
  }
}

function missingOf(task: UnitTask, invocation: Invocation, files: readonly IntakeFile[], map: readonly [string, string][]): number[] {
  const { output } = task.tool.manifest;
  if (output.naming === 'free') return files.length === 0 ? [...invocation.members] : [];
  const bare = (path: string) => path.replace(/\.dcm$/i, '');
  const suffix = output.suffix ?? '';
  const there = new Set(
    files.map(({ path }) => (bare(path).endsWith(suffix) ? bare(path).slice(0, bare(path).length - suffix.length) : bare(path))),
  );
  const mapped = map.map(([from]) => bare(from.replaceAll('\\', '/')));
  return invocation.members.filter((local) => {
    const item = instanceAt(task, local);
    const name = bare(stagedName(task.tool.manifest, item));
    return !there.has(name) && !mapped.some((from) => from === item.instance.sop || from === name || from.endsWith(`/${name}`));
  });
}

/** Rows of a tool's map: a CSV file with the two named columns. Anything else gives no rows: files are paired in other ways then. */
function readMap(path: string, from: string, to: string): [string, string][] {
  if (!existsSync(path) || !lstatSync(path).isFile()) return [];
  const [head = '', ...lines] = readFileSync(path, 'utf8').split(/\r?\n/);
  const columns = head.split(',').map((name) => name.trim().replace(/^"|"$/g, ''));
  const [a, b] = [columns.indexOf(from), columns.indexOf(to)];
  if (a < 0 || b < 0) return [];
  return lines.flatMap((line): [string, string][] => {
    const cells = line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, ''));
    const [old, now] = [cells[a], cells[b]];
    return old && now ? [[old, now]] : [];
  });
}

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch {
    return false;
  }
}
