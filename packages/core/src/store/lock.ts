import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { processRow } from '../process/process-table.ts';
import { StoreError, storeError } from './errors.ts';

export interface LockHolder {
  pid: number;
  host: string;
  /** Start of the process in clock ticks since boot, so that a pid used again is not taken for the holder; '' where the system doesn't tell. */
  started: string;
  since: string;
}

/** A folder in the hands of one process. Made by linking a whole file to its name, so a reader never sees half of it. */
export class Lock {
  readonly path: string;
  readonly #text: string;

  private constructor(path: string, text: string) {
    this.path = path;
    this.#text = text;
  }

  /**
   * Takes the lock of a folder. The lock of a process that is no more is taken over.
   * @throws StoreError LOCKED, naming the holder; NO_PERMISSION, NOT_FOUND.
   */
  static async acquire(folder: string, name = '.lock'): Promise<Lock> {
    const path = join(folder, name);
    const own: LockHolder = { pid: process.pid, host: hostname(), started: startOf(process.pid), since: new Date().toISOString() };
    const text = `${JSON.stringify(own)}\n`;
    const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
    try {
      await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
      for (;;) {
        if (await linked(temporary, path)) return new Lock(path, text);
        await clearDead(path);
      }
    } catch (error) {
      throw storeError(error, path);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Gives the lock back, if it is still ours. */
  async release(): Promise<void> {
    if ((await readText(this.path)) === this.#text) await rm(this.path, { force: true });
  }
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of a dead holder; throws LOCKED for a living one. */
async function clearDead(path: string): Promise<void> {
  const text = await readText(path);
  if (text === undefined) return;
  const holder = parseHolder(text);
  if (holder && isAlive(holder)) throw locked(path, holder);
  // Another process may take the dead lock over at the same time: what was moved away is looked at once more.
  const aside = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.stale`;
  await rename(path, aside).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  const moved = await readText(aside);
  if (moved !== undefined && moved !== text) await linked(aside, path);
  await rm(aside, { force: true });
}

function locked(path: string, holder: LockHolder): StoreError {
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  return new StoreError(
    'LOCKED',
    path,
    `process ${holder.pid}${where} works here since ${holder.since}; wait for it, or delete this file if it is gone.`,
  );
}

function isAlive(holder: LockHolder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return holder.started === '' || startOf(holder.pid) === holder.started;
}

/** Pid and start together name a process for good. */
function startOf(pid: number): string {
  return processRow(pid)?.started ?? '';
}

function parseHolder(text: string): LockHolder | undefined {
  try {
    const value = JSON.parse(text) as LockHolder;
    return typeof value.pid === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}
