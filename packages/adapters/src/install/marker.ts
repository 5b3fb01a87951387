import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a finished installation says of itself. The file is written last, so a folder without it was never finished. */
export interface Marker {
  lockDigest: string;
  version: string;
}

const NAME = '.deidbench-complete.json';

/** The marker of a folder, or undefined when the installation in it was never finished. */
export async function readMarker(dir: string): Promise<Marker | undefined> {
  try {
    return JSON.parse(await readFile(join(dir, NAME), 'utf8')) as Marker;
  } catch {
    return undefined;
  }
}

export async function writeMarker(dir: string, marker: Marker): Promise<void> {
  await writeFile(join(dir, `${NAME}.tmp`), `${JSON.stringify(marker)}\n`);
  await rename(join(dir, `${NAME}.tmp`), join(dir, NAME));
}
