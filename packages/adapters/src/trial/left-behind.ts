import { chmodSync, lstatSync, readdirSync, readFileSync, realpathSync, type Dirent } from 'node:fs';
import { join, relative } from 'node:path';

/** What a call left in a folder: files that can be read, and what is left aside, as `path (why)`. */
export interface LeftBehind {
  files: string[];
  aside: string[];
}

/** Far more than any tool makes of six small files; together, so that no number of files fills the memory. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_FILES = 10_000;
const MOST_DEPTH = 32;

/** Walks what a tool wrote, as sorted paths below the folder. No link is followed, nothing but a regular file of a bounded size is to be opened. */
export function leftBehind(root: string, isIgnored: (path: string) => boolean = () => false): LeftBehind {
  const found: LeftBehind = { files: [], aside: [] };
  let room = MOST_BYTES;
  const look = (path: string, entry: Dirent, depth: number) => {
    if (isIgnored(path)) return;
    if (entry.isDirectory()) return depth < MOST_DEPTH ? walk(path, depth + 1) : void found.aside.push(`${path} (deeper than is followed)`);
    const bytes = found.files.length < MOST_FILES ? plainSize(join(root, path), room) : 'one file too many';
    if (typeof bytes === 'string') return void found.aside.push(`${path} (${bytes})`);
    room -= bytes;
    found.files.push(path);
  };
  const walk = (folder: string, depth: number) => {
    const entries = entriesOf(join(root, folder));
    if (!entries) found.aside.push(`${folder || '.'} (a folder that cannot be read)`);
    for (const entry of entries ?? []) look(folder === '' ? entry.name : `${folder}/${entry.name}`, entry, depth);
  };
  walk('', 0);
  return { files: found.files.toSorted(), aside: found.aside.toSorted() };
}

/** Content of a file below a folder, or why it is not read; undefined when there is none. */
export function readPlain(root: string, path: string): Buffer | string | undefined {
  if (!lstatSync(path, { throwIfNoEntry: false })) return undefined;
  const bytes = plainSize(path, MOST_BYTES);
  if (typeof bytes === 'string') return bytes;
  return isReallyBelow(root, path) ? readFileSync(path) : 'below a link';
}

/** True for a folder below another that no link leads to. */
export function isPlainFolder(root: string, path: string): boolean {
  try {
    return lstatSync(path).isDirectory() && isReallyBelow(root, path);
  } catch {
    return false;
  }
}

/** Bytes of a regular file, or what it is instead. A tool may have taken the rights from it; they are ours to give back. */
function plainSize(path: string, most: number): number | string {
  const info = lstatSync(path, { throwIfNoEntry: false });
  // Node gives a name that is not UTF-8 with other letters, under which nothing lies.
  if (!info) return 'a name that is not UTF-8';
  if (info.isSymbolicLink()) return 'a link';
  if (!info.isFile()) return 'a pipe, socket or device';
  if (info.size > most) return `too large: ${info.size} bytes`;
  if ((info.mode & 0o400) === 0) chmodSync(path, 0o600);
  return info.size;
}

function entriesOf(folder: string): Dirent[] | undefined {
  const read = () => readdirSync(folder, { withFileTypes: true });
  try {
    return read();
  } catch {
    // Its rights may be all that it lacks.
  }
  try {
    chmodSync(folder, 0o700);
    return read();
  } catch {
    return undefined;
  }
}

function isReallyBelow(root: string, path: string): boolean {
  return realpathSync(path) === join(realpathSync(root), relative(root, path));
}
