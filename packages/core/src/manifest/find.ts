import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { ManifestError } from './errors.ts';
import { loadManifest, MANIFEST_FILE } from './load.ts';
import type { Manifest } from './types.ts';

export interface FoundManifest {
  manifest: Manifest;
  /** Absolute path of the manifest's folder. */
  folder: string;
}

/**
 * Finds the manifests of folders. A folder is a manifest's own, or one that holds manifests' folders. Sorted by id; of two with one id the
 * first found stays and the second is an error. Nothing wrong with one manifest hides another.
 */
export async function findManifests(folders: readonly string[]): Promise<{ manifests: FoundManifest[]; errors: ManifestError[] }> {
  const byId = new Map<string, FoundManifest>();
  const errors: ManifestError[] = [];
  for (const folder of new Set((await Promise.all(folders.map(manifestFolders))).flat())) {
    try {
      const manifest = await loadManifest(folder);
      const other = byId.get(manifest.id);
      if (other) throw duplicate(folder, manifest.id, other.folder);
      byId.set(manifest.id, { manifest, folder });
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error;
      errors.push(error);
    }
  }
  return { manifests: [...byId.values()].toSorted((a, b) => (a.manifest.id < b.manifest.id ? -1 : 1)), errors };
}

async function manifestFolders(folder: string): Promise<string[]> {
  const root = resolve(folder);
  if (await isFile(join(root, MANIFEST_FILE))) return [root];
  const names = await readdir(root).catch(() => undefined);
  // A folder that can't be read is kept: loading it gives the error with its name.
  if (names === undefined) return [root];
  const inside = await Promise.all(
    names.toSorted().map(async (name) => ((await isFile(join(root, name, MANIFEST_FILE))) ? [join(root, name)] : [])),
  );
  // Named, and nothing in it: that is told in the same way.
  return inside.flat().length === 0 ? [root] : inside.flat();
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}

function duplicate(folder: string, id: string, other: string): ManifestError {
  return new ManifestError(
    'DUPLICATE_ID',
    join(folder, MANIFEST_FILE),
    '/id',
    `"${id}" is already the id of ${other}; give one of them another.`,
  );
}
