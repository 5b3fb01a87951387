import { lstatSync, readdirSync, statfsSync, type Stats } from 'node:fs';
import { join } from 'node:path';

/** What an entry costs besides its content, so that empty files without number are a limit broken too. */
const ENTRY = 256;

/** Bytes on disk below a folder; links are not followed, what vanishes meanwhile counts nothing. Stops counting beyond `enough`. */
export function folderBytes(folder: string, enough = Number.POSITIVE_INFINITY): number {
  let bytes = 0;
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined && bytes <= enough; next = pending.pop()) {
    for (const name of namesOf(next)) {
      const path = join(next, name);
      const found = look(path);
      if (!found) continue;
      bytes += found.blocks * 512 + ENTRY;
      if (found.isDirectory()) pending.push(path);
    }
  }
  return bytes;
}

/** Bytes that an ordinary user may still write on the disk that holds a folder. */
export function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

function namesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function look(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    // Gone meanwhile, or a path longer than the system takes.
    return undefined;
  }
}
