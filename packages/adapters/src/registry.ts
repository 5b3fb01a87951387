import { readdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { findManifests, loadManifest, MANIFEST_FILE, type Manifest, type ManifestError } from '@deidbench/core/manifest';
import { AdapterError } from './errors.ts';
import { nearestName } from './nearest.ts';

/** A valid manifest and where it was found. */
export interface AdapterEntry {
  id: string;
  folder: string;
  manifest: Manifest;
  origin: 'built-in' | 'package' | 'folder';
}

/** Where to look besides the built-in folders. */
export interface LookIn {
  /** Folders named in the configuration: a manifest's own, or one that holds manifests' folders. */
  extraFolders?: readonly string[];
  /** Folder whose `node_modules`, and those above it, are searched for packages `deidbench-adapter-*`. Default: the working directory. */
  packagesFrom?: string;
}

/** Folders of the adapters that come with deidbench; each holds one folder a tool. */
export function builtInFolders(): string[] {
  return [fileURLToPath(new URL('../tools', import.meta.url))];
}

/** Every valid adapter, sorted by id: built-in ones, packages `deidbench-adapter-*`, then the folders given. Broken ones: `brokenAdapters`. */
export async function listAdapters(look: LookIn = {}): Promise<AdapterEntry[]> {
  return (await find(look)).entries;
}

/** Why manifests that were found cannot be used; one that is wrong hides no other. */
export async function brokenAdapters(look: LookIn = {}): Promise<ManifestError[]> {
  return (await find(look)).errors;
}

/**
 * The adapter with this id, or the one in this folder when it is written as a path (`./my-tool`).
 * @throws AdapterError NO_SUCH_TOOL, offering the nearest id; ManifestError when the manifest is wrong.
 */
export async function resolveAdapter(idOrPath: string, look: LookIn = {}): Promise<AdapterEntry> {
  if (/[\\/]/.test(idOrPath) || idOrPath.startsWith('.')) {
    const folder = resolve(idOrPath);
    const manifest = await loadManifest(folder);
    return { id: manifest.id, folder, manifest, origin: 'folder' };
  }
  const { entries, errors } = await find(look);
  const entry = entries.find(({ id }) => id === idOrPath);
  if (entry) return entry;
  const broken = errors.find(({ file }) => dirname(file).endsWith(`/${idOrPath}`));
  if (broken) throw broken;
  const near = nearestName(
    idOrPath,
    entries.map(({ id }) => id),
  );
  const all = `\`deidbench adapters list\` shows all ${entries.length}.`;
  throw new AdapterError(
    'NO_SUCH_TOOL',
    `${idOrPath}: no such tool.${near ? ` Did you mean ${near}?` : ''} ${all}`,
    near ? `Use ${near}.` : all,
  );
}

async function find(look: LookIn): Promise<{ entries: AdapterEntry[]; errors: ManifestError[] }> {
  const builtIn = builtInFolders();
  const packages = await adapterPackages(look.packagesFrom ?? process.cwd());
  const { manifests, errors } = await findManifests([...builtIn, ...packages, ...(look.extraFolders ?? [])]);
  const originOf = (folder: string): AdapterEntry['origin'] => {
    if (builtIn.some((root) => folder.startsWith(`${root}/`))) return 'built-in';
    return packages.includes(folder) ? 'package' : 'folder';
  };
  return { entries: manifests.map(({ manifest, folder }) => ({ id: manifest.id, folder, manifest, origin: originOf(folder) })), errors };
}

/** Packages named `deidbench-adapter-*`, scoped ones too, in the `node_modules` of a folder and of those above it, nearest first. */
async function adapterPackages(from: string): Promise<string[]> {
  const found: string[] = [];
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    for (const name of await namesIn(modules)) {
      const inside = name.startsWith('@') ? (await namesIn(join(modules, name))).map((part) => `${name}/${part}`) : [name];
      found.push(...inside.filter(isAdapterPackage).map((part) => join(modules, part)));
    }
    if (dirname(folder) === folder) break;
  }
  return found.filter((folder) => existsSync(join(folder, MANIFEST_FILE)));
}

function isAdapterPackage(name: string): boolean {
  return name.slice(name.indexOf('/') + 1).startsWith('deidbench-adapter-');
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch((): string[] => [])).toSorted();
}
