import { lstatSync, readdirSync, type Stats } from 'node:fs';
import { join, matchesGlob } from 'node:path';

export type IntakeProblem = 'link' | 'hard-link' | 'special' | 'too-large' | 'sparse' | 'name' | 'too-deep' | 'too-many';

/** A file that a tool left in its output. One with a problem is named and counted, never opened. */
export interface IntakeFile {
  /** Path below the output folder, with forward slashes. */
  path: string;
  bytes: number;
  problem?: IntakeProblem;
}

export interface IntakeBounds {
  maxFiles: number;
  maxDepth: number;
  maxFileBytes: number;
  /** Patterns of files and folders (`quarantine/`, `*.csv`) that are not output. */
  ignore: readonly string[];
  /** `device:inode` of every staged file: an output that is one of them is the input itself. */
  inputInodes: ReadonlySet<string>;
}

export const INTAKE_DEFAULTS = { maxDepth: 32, maxFileBytes: 2 ** 31 - 1 } as const;

const SPARSE_FROM = 64 * 2 ** 20;

/** Walks what a tool wrote without following anything: no link is resolved, no special file opened, no name trusted. */
export function takeIn(root: string, bounds: IntakeBounds): IntakeFile[] {
  const files: IntakeFile[] = [];
  const folders: { path: string; depth: number }[] = [{ path: '', depth: 0 }];
  for (let folder = folders.pop(); folder; folder = folders.pop()) {
    for (const raw of readdirSync(join(root, folder.path), { encoding: 'buffer' })) {
      if (files.length >= bounds.maxFiles) return [...files, { path: folder.path || '.', bytes: 0, problem: 'too-many' }];
      const name = raw.toString('utf8');
      const path = folder.path === '' ? name : `${folder.path}/${name}`;
      if (!Buffer.from(name).equals(raw)) {
        files.push({ path, bytes: 0, problem: 'name' });
        continue;
      }
      if (isIgnored(path, bounds.ignore)) continue;
      const info = lstatSync(join(root, path));
      if (!info.isDirectory()) files.push(described(path, info, bounds));
      else if (folder.depth >= bounds.maxDepth) files.push({ path, bytes: 0, problem: 'too-deep' });
      else folders.push({ path, depth: folder.depth + 1 });
    }
  }
  return files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** `device:inode`, to recognise one file under two names. */
export function inodeOf(info: { dev: number | bigint; ino: number | bigint }): string {
  return `${info.dev}:${info.ino}`;
}

function described(path: string, info: Stats, bounds: IntakeBounds): IntakeFile {
  const problem = problemOf(info, bounds);
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
