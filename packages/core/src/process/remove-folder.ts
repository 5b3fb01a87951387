import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Removes a folder in which a tool has worked, also where it took the rights from folders of its own. */
export function removeFolder(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    giveBackRights(path);
    rmSync(path, { recursive: true, force: true });
  }
}

function giveBackRights(folder: string): void {
  chmodSync(folder, 0o700);
  for (const entry of readdirSync(folder, { withFileTypes: true })) if (entry.isDirectory()) giveBackRights(join(folder, entry.name));
}
