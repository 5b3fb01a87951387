import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';

export interface FoundFile {
  /** Path below the root, with forward slashes. */
  path: string;
  bytes: number;
  mtimeMs: number;
  ctimeMs: number;
}

/** Files of a released set that are never instances. */
const NOT_INSTANCES = /(^|\/)(LICENSE|DICOMDIR|\.DS_Store|metadata\.csv|[^/]*\.(txt|csv|json|xlsx|md|db|sqlite|tcia))$/i;

/** All files below a folder that may be instances, sorted by path (code points). Links to files and folders are followed once: a dataset is the user's own. */
export function walkDataset(root: string): FoundFile[] {
  const found: FoundFile[] = [];
  const seen = new Set<string>();
  visit('');
  return found.toSorted((a, b) => comparePaths(a.path, b.path));

  function visit(folder: string): void {
    const absolute = join(root, folder);
    const real = realpathSync(absolute);
    if (seen.has(real)) return;
    seen.add(real);
    for (const entry of readdirSync(absolute, { withFileTypes: true })) {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      const info = entry.isSymbolicLink() ? followed(join(root, path)) : lstatSync(join(root, path));
      if (info?.isDirectory()) visit(path);
      else if (info?.isFile() && !NOT_INSTANCES.test(path))
        found.push({ path, bytes: info.size, mtimeMs: info.mtimeMs, ctimeMs: info.ctimeMs });
    }
  }
}

function followed(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Order of paths by code point, alike on every machine. */
export function comparePaths(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
