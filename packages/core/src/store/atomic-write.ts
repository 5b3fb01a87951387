import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { storeError } from './errors.ts';
import { killPoint } from './kill-point.ts';

/** Names of files under way: a leading dot and this ending. A reader ignores them, `clearTemporary` removes them. */
export const TEMPORARY = '.part';

/**
 * Writes a file so that a reader sees all of it or none: temporary file beside it, fsync, rename, fsync of the folder. Mode 0600.
 * @throws StoreError NO_SPACE, NO_PERMISSION, NOT_FOUND (no such folder), IO.
 */
export async function writeFileAtomic(path: string, chunks: string | Uint8Array | readonly Uint8Array[]): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${randomBytes(4).toString('hex')}${TEMPORARY}`);
  const parts = (Array.isArray(chunks) ? chunks : [chunks]) as readonly (string | Uint8Array)[];
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      killPoint(() => void writeSync(file.fd, Buffer.from(parts[0] ?? '').subarray(0, 10)));
      for (const part of parts) await file.writeFile(part);
      await file.sync();
    } finally {
      await file.close();
    }
    killPoint();
    await rename(temporary, path);
    killPoint();
    await syncFolder(dirname(path));
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw storeError(error, path);
  }
}

/** Makes a rename or a new name in a folder durable. Some file systems can't; there it is left to them. */
export async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch {
    // Network file systems and Windows refuse fsync on folders.
  } finally {
    await handle?.close();
  }
}
