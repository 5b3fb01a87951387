import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of all files below a folder, at any depth, sorted, with forward slashes. Links are followed, each folder once. */
export function listFiles(root: string): string[] {
  if (!existsSync(root)) return [];
  const found: string[] = [];
  const seen = new Set<string>();
  visit('');
  return found.toSorted();

  function visit(folder: string): void {
    const real = realpathSync(join(root, folder));
    if (seen.has(real)) return;
    seen.add(real);
    for (const name of readdirSync(join(root, folder))) {
      const path = folder === '' ? name : `${folder}/${name}`;
      const info = statSync(join(root, path), { throwIfNoEntry: false });
      if (info?.isDirectory()) visit(path);
      else if (info?.isFile()) found.push(path);
    }
  }
}
