import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import manifest from './real-files.json' with { type: 'json' };

/** One file of the manifest: what reading it must give. */
export interface RealFile {
  path: string;
  sha256: string;
  verdict: 'read' | 'NOT_DICOM';
  /** Codes of the problems, read with `force`. */
  problems: string[];
  elements: number;
  transferSyntax: string;
  /** SHA-256 over path and value text of every element, which were equal to pydicom 2.2.1's when it was written. */
  texts: string;
}

export interface RealFiles {
  /** Folder that the paths start from. */
  root: string;
  files: RealFile[];
}

/** Where downloads stay: `DEIDBENCH_CACHE`, else the XDG cache. */
export function cacheFolder(): string {
  return process.env['DEIDBENCH_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'deidbench');
}

/**
 * The public DICOM files in pydicom's wheel, downloaded once with pip into the cache and checked by digest. A text instead of files says why
 * they cannot be had here: no Python, no pip, or no network.
 */
export function realFiles(): RealFiles | string {
  const root = join(cacheFolder(), 'real-files', `${manifest.package}-${manifest.version}`);
  if (!existsSync(root)) {
    const failure = fetchWheel(root);
    if (failure !== undefined) return failure;
  }
  return { root, files: manifest.files as RealFile[] };
}

function fetchWheel(root: string): string | undefined {
  const parent = join(root, '..');
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(join(parent, '.download-'));
  try {
    const wanted = `${manifest.package}==${manifest.version}`;
    const failed = python([
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--only-binary=:all:',
      '--python-version=3.12',
      '--dest',
      work,
      wanted,
    ]);
    if (failed !== undefined) return `${wanted} cannot be downloaded: ${failed}`;
    const wheel = join(work, readdirSync(work).find((name) => name.endsWith('.whl')) ?? '');
    const digest = createHash('sha256').update(readFileSync(wheel)).digest('hex');
    if (digest !== manifest.wheel) throw new Error(`the wheel of ${wanted} has the digest ${digest}, expected ${manifest.wheel}`);
    const content = join(work, 'content');
    const unpacked = python(['-m', 'zipfile', '-e', wheel, content]);
    if (unpacked !== undefined) return `the wheel cannot be unpacked: ${unpacked}`;
    moveOnce(content, root);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Another process may have been faster. */
function moveOnce(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Answers why it failed, in one line. */
function python(args: string[]): string | undefined {
  const done = spawnSync('python3', args, { encoding: 'utf8', timeout: 180_000 });
  if (done.error) return done.error.message;
  if (done.status === 0) return undefined;
  return (done.stderr.trim().split('\n').at(-1) ?? '') || `exit ${done.status}`;
}
