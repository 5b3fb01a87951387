import { lstatSync, readdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes on disk below a folder; links are not followed, what vanishes meanwhile counts nothing. Stops counting beyond `enough`. */
export function folderBytes(folder: string, enough = Number.POSITIVE_INFINITY): number {
  let bytes = 0;
  const pending = [folder];
  for (let next = pending.pop(); next !== undefined && bytes <= enough; next = pending.pop()) {
    for (const name of namesOf(next)) {
      const path = join(next, name);
      const found = lstatSync(path, { throwIfNoEntry: false });
      if (!found) continue;
      bytes += found.blocks * 512;
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
