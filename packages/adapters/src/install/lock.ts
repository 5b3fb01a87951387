import { mkdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Lock, StoreError } from '@deidbench/core/store';
import { AdapterError } from '../errors.ts';

const WAIT_SECONDS = 1200;

/**
 * Does `work` while no other process works on the same folder; waits for one that does.
 * @throws AdapterError LOCKED after 20 minutes of waiting, STEP_FAILED where the folder around it can't be made.
 */
export async function withFolderLock<T>(folder: string, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(folder), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    const remedy = 'Let DEIDBENCH_CACHE name a folder that can be written, then install again.';
    throw new AdapterError('STEP_FAILED', `the folder ${dirname(folder)} can't be made (${error.code ?? error.message})`, remedy);
  });
  const lock = await acquire(dirname(folder), `${basename(folder)}.lock`);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

async function acquire(folder: string, name: string): Promise<Lock> {
  const giveUp = Date.now() + WAIT_SECONDS * 1000;
  for (;;) {
    try {
      return await Lock.acquire(folder, name);
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'LOCKED') throw error;
      if (Date.now() > giveUp)
        throw new AdapterError('LOCKED', error.message, 'Wait for the other deidbench, or end it, and install again.');
      await pause(250);
    }
  }
}
