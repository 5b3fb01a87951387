import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Left out of a manifest's digest: what tools and tests leave behind, what tests know of the tool, and words for people. */
const IGNORED = /^(node_modules|__pycache__|\..*|README\.md|known\.json|.*\.test\.ts|.*\.pyc)$/;

/** SHA-256, hex, over names and bytes of a manifest's folder: `adapter.json`, drivers, locks. Equal folders give equal digests, wherever they lie. */
export async function manifestDigest(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const path of (await filesOf(folder, '')).toSorted()) {
    const bytes = await readFile(join(folder, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}

async function filesOf(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true });
  const nested = entries
    .filter(({ name }) => !IGNORED.test(name))
    .map(async (entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (entry.isDirectory()) return filesOf(folder, path);
      const isFile = entry.isSymbolicLink() ? await leadsToFile(join(folder, path)) : entry.isFile();
      return isFile ? [path] : [];
    });
  return (await Promise.all(nested)).flat();
}

/** A driver may lie elsewhere, beside its own sources, and be linked here; what it holds counts all the same. */
async function leadsToFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
