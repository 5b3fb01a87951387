import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { MARKER, sweep } from '@deidbench/core/process';
import { withFolderLock } from './lock.ts';
import { writeMarker, type Marker } from './marker.ts';

/**
 * Fills a folder by `work`, once, and marks it as whole at the very end. What fails leaves no folder, so that neither a half-made
 * installation is used nor its room is lost; `isWhole` is asked again once no other process works here.
 */
export async function fillWhole(dir: string, isWhole: () => Promise<boolean>, work: () => Promise<Marker>): Promise<void> {
  if (await isWhole()) return;
  await withFolderLock(dir, async () => {
    if (await isWhole()) return;
    // A deidbench that was killed leaves its installer at work, and the two would write into one folder.
    await sweep(markerOf(dir));
    await rm(dir, { recursive: true, force: true });
    await mkdir(dir, { recursive: true });
    try {
      await writeMarker(dir, await work());
    } catch (error) {
      await sweep(markerOf(dir));
      await rm(dir, { recursive: true, force: true }).catch(() => undefined);
      throw error;
    }
  });
}

/** What every program that fills this folder has in its environment, its own children too. */
export function installerEnvironment(dir: string): Record<string, string> {
  return { [MARKER]: markerOf(dir) };
}

function markerOf(dir: string): string {
  return `install-${createHash('sha256').update(dir).digest('hex').slice(0, 32)}`;
}
