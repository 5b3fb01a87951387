import { chmodSync, lstatSync, readdirSync, type Dirent, type Stats } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { legibly } from './legible-name.ts';

export type IntakeProblem = 'link' | 'hard-link' | 'special' | 'too-large' | 'sparse' | 'name' | 'too-deep' | 'too-many' | 'unreadable';

/** A file that a tool left in its output. One with a problem is named and counted, never opened. */
export interface IntakeFile {
  /** Path below the output folder, with forward slashes. */
  path: string;
  bytes: number;
  problem?: IntakeProblem;
}

export interface IntakeBounds {
  /** Of files that nobody awaits. */
  maxFiles: number;
  /** Paths that answer the input by their name: they are looked at however much else lies about. */
  expected?: ReadonlySet<string>;
  maxDepth: number;
  maxFileBytes: number;
  /** Patterns of files and folders (`quarantine/`, `*.csv`) that are not output. */
  ignore: readonly string[];
  /** The folder is the run's own: what bears a name that is not UTF-8 gets one that is. Else it has the problem `name`. */
  isOwn?: boolean;
  /** `device:inode` of every staged file: an output that is one of them is the input itself. */
  inputInodes: ReadonlySet<string>;
}

export const INTAKE_DEFAULTS = { maxDepth: 32, maxFileBytes: 2 ** 31 - 1 } as const;

const SPARSE_FROM = 64 * 2 ** 20;

/** Walks what a tool wrote without following anything: no link is resolved, no special file opened, no name trusted. */
export function takeIn(root: string, bounds: IntakeBounds): IntakeFile[] {
  const files: IntakeFile[] = [];
  const folders: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  const expected = bounds.expected ?? new Set();
  const awaited = new Set([...expected].flatMap(foldersOf));
  let others = 0;
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    const entries = entriesOf(join(root, folder.path));
    if (!entries) files.push({ path: folder.path || '.', bytes: 0, problem: 'unreadable' });
    for (const entry of entries ?? []) {
      const name = nameOf(join(root, folder.path), entry.name, bounds);
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      if (isIgnored(path, bounds.ignore)) continue;
      if (!expected.has(path) && !awaited.has(path) && (others += 1) > bounds.maxFiles) {
        if (others === bounds.maxFiles + 1) files.push({ path: folder.path || '.', bytes: 0, problem: 'too-many' });
      } else if (name.includes('\uFFFD') && !Buffer.from(name).equals(entry.name)) files.push({ path, bytes: 0, problem: 'name' });
      else if (!entry.isDirectory()) files.push(described(root, path, bounds));
      else if (folder.depth >= bounds.maxDepth) files.push({ path, bytes: 0, problem: 'too-deep' });
      else folders.push({ path, depth: folder.depth + 1 });
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** A name as UTF-8; where it is none, so that it differs from the bytes on the disk. */
function nameOf(folder: string, name: Buffer, { isOwn = false }: IntakeBounds): string {
  const text = name.toString('utf8');
  const isText = Buffer.from(text).equals(name);
  return isText || !isOwn ? text : (attempt(() => legibly(folder, name)) ?? text);
}

/** Folders on the way to a path: `a/b/c` gives `a/b` and `a`. */
function foldersOf(path: string): string[] {
  const at = path.lastIndexOf('/');
  return at < 0 ? [] : [path.slice(0, at), ...foldersOf(path.slice(0, at))];
}

/** A tool may have taken the rights from its own folders; they are ours to give back. Undefined where that is no help: a path longer than the system takes, say. */
function entriesOf(folder: string): Dirent<Buffer>[] | undefined {
  const read = () => readdirSync(folder, { encoding: 'buffer', withFileTypes: true });
  return attempt(read) ?? attempt(() => (chmodSync(folder, 0o700), read()));
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** `device:inode`, to recognise one file under two names. */
export function inodeOf(info: { dev: number | bigint; ino: number | bigint }): string {
  return `${info.dev}:${info.ino}`;
}

function described(root: string, path: string, bounds: IntakeBounds): IntakeFile {
  const info = attempt(() => lstatSync(join(root, path)));
  if (!info) return { path, bytes: 0, problem: 'unreadable' };
  const problem = problemOf(info, bounds);
  if (!problem && (info.mode & 0o400) === 0) chmodSync(join(root, path), 0o600);
  return { path, bytes: info.size, ...(problem && { problem }) };
}

function problemOf(info: Stats, bounds: IntakeBounds): IntakeProblem | undefined {
  if (info.isSymbolicLink()) return 'link';
  if (!info.isFile()) return 'special';
  if (bounds.inputInodes.has(inodeOf(info))) return 'hard-link';
  if (info.size > bounds.maxFileBytes) return 'too-large';
  if (info.size > SPARSE_FROM && info.blocks * 512 < info.size / 16) return 'sparse';
  return undefined;
}

function isIgnored(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    if (!pattern.endsWith('/')) return matchesGlob(path, pattern) || matchesGlob(path, `**/${pattern}`);
    const folder = pattern.slice(0, -1);
    return matchesGlob(path, folder) || matchesGlob(path, `**/${folder}`);
  });
}
