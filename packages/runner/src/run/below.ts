import { lstatSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** True when a path below a folder is what it says: no link on the way leads elsewhere. @throws when it is not there. */
export function isReallyBelow(root: string, path: string): boolean {
  return realpathSync(path) === join(realpathSync(root), relative(root, path));
}

/** Makes a folder and those on the way to a file below it. What a tool put in the place of one, a link that leads elsewhere say, is removed. */
export function makeWay(root: string, path: string): void {
  let folder = root;
  for (const part of ['.', ...dirname(path).split('/')]) {
    folder = join(folder, part);
    if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue;
    rmSync(folder, { force: true });
    mkdirSync(folder);
  }
}
