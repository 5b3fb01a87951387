import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Gives a file or folder whose name is not UTF-8 the name that its bytes make in Latin-1, so that it can be opened and its name looked through
 * like any other. Returns the new name.
 */
export function legibly(folder: string, name: Buffer): string {
  let legible = name.toString('latin1');
  while (existsSync(join(folder, legible))) legible += '~';
  renameSync(Buffer.concat([Buffer.from(`${folder}/`), name]), join(folder, legible));
  return legible;
}
