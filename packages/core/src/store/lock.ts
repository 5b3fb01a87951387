import { link, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { processRow } from '../process/process-table.ts';
import { StoreError, storeError } from './errors.ts';

export interface LockHolder {
  pid: number;
  host: string;
  /** Start of the process in clock ticks since boot, so that a pid used again is not taken for the holder; '' where the system doesn't tell. */
  started: string;
  since: string;
  /** Seconds between two signs of life, each a new time of the lock's file. Absent in locks of older releases, which give none. */
  beatSeconds?: number;
}

const BEAT_SECONDS = 5;
/** A holder on another machine that gave no sign for so many beats is gone: its node crashed, or its task was killed and queued again elsewhere. */
const SILENT_BEATS = 12;

/** A folder in the hands of one process. Made by linking a whole file to its name, so a reader never sees half of it. */
export class Lock {
  readonly path: string;
  readonly #text: string;
  readonly #beat: NodeJS.Timeout;

  private constructor(path: string, text: string) {
    this.path = path;
    this.#text = text;
    this.#beat = setInterval(() => void this.#giveSign(), BEAT_SECONDS * 1000);
    this.#beat.unref();
  }

  /**
   * Takes the lock of a folder. The lock of a process that is no more is taken over; one of another machine, where nobody can look, once it
   * has given no sign of life for a minute.
   * @throws StoreError LOCKED, naming the holder; NO_PERMISSION, NOT_FOUND.
   */
  static async acquire(folder: string, name = '.lock'): Promise<Lock> {
    const path = join(folder, name);
    const own: LockHolder = {
      pid: process.pid,
      host: hostname(),
      started: startOf(process.pid),
      since: new Date().toISOString(),
      beatSeconds: BEAT_SECONDS,
    };
    const text = `${JSON.stringify(own)}\n`;
    const temporary = `${path}.${process.pid}.${randomBytes(4).toString('hex')}.part`;
    try {
      await writeFile(temporary, text, { mode: 0o600, flag: 'wx' });
      for (;;) {
        if (await linked(temporary, path)) return new Lock(path, text);
        await clearDead(path, temporary);
      }
    } catch (error) {
      throw storeError(error, path);
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Gives the lock back, if it is still ours. */
  async release(): Promise<void> {
    clearInterval(this.#beat);
    if ((await readText(this.path)) === this.#text) await rm(this.path, { force: true });
  }

  async #giveSign(): Promise<void> {
    try {
      if ((await readText(this.path)) === this.#text) await utimes(this.path, new Date(), new Date());
    } catch {
      // A disk that doesn't answer now may answer at the next beat.
    }
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

/** Milliseconds to wait for another process that is about to remove the lock of a dead one. */
const OTHER_CLEARS_MS = 20;

/**
 * Removes the lock of a dead holder; throws LOCKED for a living one. Many may find it dead at the same time, and one of them may hold the lock anew
 * while another still looks at the old text: so only who claims that very text, by linking `own` to a name made of it, may remove it.
 */
async function clearDead(path: string, own: string): Promise<void> {
  const text = await readText(path);
  if (text === undefined) return;
  const holder = parseHolder(text);
  if (holder && (await isAlive(holder, path, text))) throw locked(path, holder);
  const claim = `${path}.${createHash('sha256').update(text).digest('hex').slice(0, 16)}.part`;
  if (!(await linked(own, claim))) return await waitForOther(claim, own);
  try {
    if ((await readText(path)) === text) await rm(path, { force: true });
  } finally {
    await rm(claim, { force: true });
  }
}

/** Another process has the claim: it removes the lock, or died before and its claim is a dead lock itself. */
async function waitForOther(claim: string, own: string): Promise<void> {
  try {
    await clearDead(claim, own);
  } catch (error) {
    if (!(error instanceof StoreError && error.code === 'LOCKED')) throw error;
    await pause(OTHER_CLEARS_MS);
  }
}

function locked(path: string, holder: LockHolder): StoreError {
  const where = holder.host === hostname() ? '' : ` on ${holder.host}`;
  return new StoreError(
    'LOCKED',
    path,
    `process ${holder.pid}${where} works here since ${holder.since}; wait for it, or delete this file if it is gone.`,
  );
}

async function isAlive(holder: LockHolder, path: string, text: string): Promise<boolean> {
  if (holder.host !== hostname()) return holder.beatSeconds === undefined || givesSign(path, text, holder.beatSeconds);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const row = processRow(holder.pid);
  // A process that was killed and that nobody has waited for, as in a container without an init.
  if (row?.zombie) return false;
  return holder.started === '' || row?.started === holder.started;
}

/** Whether the file of a lock gets a new time while it is watched. Only changes count: clocks of two machines need not agree. */
async function givesSign(path: string, text: string, beatSeconds: number): Promise<boolean> {
  const before = await signOf(path);
  for (let beats = 0; beats < SILENT_BEATS; beats += 1) {
    await pause(beatSeconds * 1000);
    // Opening the file makes a network disk ask its server for the time of it. Given back or taken by another: no longer this holder's.
    if ((await readText(path)) !== text) return false;
    if ((await signOf(path)) !== before) return true;
  }
  return false;
}

async function signOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
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
