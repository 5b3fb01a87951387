import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { canonicalJson } from '../model/index.ts';
import { TEMPORARY, writeFileAtomic } from './atomic-write.ts';
import { StoreError, storeError } from './errors.ts';
import { Lock } from './lock.ts';

/** Version of the run folder's layout; others are refused by name. */
export const RUN_FORMAT = 1;

/** Names inside a run folder. */
export const RUN_FILES = {
  run: 'run.json',
  journal: 'journal.ndjson',
  blobs: 'blobs',
  work: 'work',
  logs: 'logs',
  results: 'results.json',
} as const;

export interface RunFolder {
  path: string;
  /** Absolute path of a name inside. */
  at(...names: string[]): string;
  /** What `run.json` held when the folder was opened; undefined for a new run. */
  before: Record<string, unknown> | undefined;
  /** Writes `run.json`. */
  save(run: object): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens a run folder for this process alone, making it when it isn't there: folder 0700, files 0600, a lock, half-written files of a
 * killed run removed.
 * @throws StoreError LOCKED · FOREIGN_RUN (files, but no `run.json`: it isn't ours to write into) · FORMAT_VERSION · BAD_RUN · NO_PERMISSION.
 */
export async function openRunFolder(path: string): Promise<RunFolder> {
  const root = resolve(path);
  await makeFolder(root);
  await refuseForeign(root);
  const lock = await Lock.acquire(root);
  try {
    const before = await readRun(root);
    for (const name of [RUN_FILES.blobs, RUN_FILES.work, RUN_FILES.logs]) await makeFolder(join(root, name));
    await clearTemporary(root);
    await clearTemporary(join(root, RUN_FILES.blobs));
    return {
      path: root,
      at: (...names) => join(root, ...names),
      before,
      save: (run) => writeFileAtomic(join(root, RUN_FILES.run), `${canonicalJson({ ...run, formatVersion: RUN_FORMAT })}\n`),
      close: () => lock.release(),
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Reads `run.json` of a run folder without taking it. @throws StoreError FORMAT_VERSION, BAD_RUN. */
export async function readRun(root: string): Promise<Record<string, unknown> | undefined> {
  const path = join(root, RUN_FILES.run);
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw storeError(error, path);
  });
  if (text === undefined) return undefined;
  const run = parseRun(text, path);
  if (run.formatVersion === RUN_FORMAT) return run;
  throw new StoreError(
    'FORMAT_VERSION',
    path,
    `has format ${String(run.formatVersion)}, this deidbench reads ${RUN_FORMAT}; read it with the release that made it, or run again into another --out.`,
  );
}

/** Removes files under way that a killed process left. Only for whoever holds the lock. */
export async function clearTemporary(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.startsWith('.') && name.endsWith(TEMPORARY)) await rm(join(folder, name), { force: true });
  }
}

function parseRun(text: string, path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new StoreError(
    'BAD_RUN',
    path,
    'is not a JSON object, so what was run there is not known; put a whole copy of it back, or run again into another folder.',
  );
}

async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await chmod(path, 0o700);
  } catch (error) {
    throw storeError(error, path);
  }
}

async function refuseForeign(root: string): Promise<void> {
  const names = (await readdir(root)).filter((name) => !name.startsWith('.lock') && !name.endsWith(TEMPORARY));
  const ours: readonly string[] = Object.values(RUN_FILES);
  if (names.length === 0 || names.includes(RUN_FILES.run) || names.every((name) => ours.includes(name))) return;
  throw new StoreError('FOREIGN_RUN', root, `holds "${names[0]}" and no run.json, so it is no run; choose an empty folder or a new one.`);
}
