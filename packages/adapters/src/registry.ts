import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findManifests, loadManifest, MANIFEST_FILE, ManifestError, type Manifest } from '@deidbench/core/manifest';
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

/** Whether this folder is one of an adapter that comes with deidbench. */
export function isBuiltIn(folder: string): boolean {
  return builtInFolders().some((root) => folder.startsWith(`${root}/`));
}

/** Every valid adapter, sorted by id: built-in ones, packages `deidbench-adapter-*`, then the folders given. Broken ones: `brokenAdapters`. */
export async function listAdapters(look: LookIn = {}): Promise<AdapterEntry[]> {
  return (await find(look)).entries;
}

/** Why manifests that were found cannot be used; one that is wrong hides no other. */
export async function brokenAdapters(look: LookIn = {}): Promise<ManifestError[]> {
  return (await find(look)).errors;
}

/** What a manifest that cannot be used is called: its id, or the name of its folder where the id can't be read or is another's. */
export function brokenName({ code, id, file }: ManifestError): string {
  return id !== undefined && code !== 'DUPLICATE_ID' ? id : basename(dirname(file));
}

/**
 * The adapter with this id, or the one in this folder when it is written as a path (`./my-tool`).
 * @throws AdapterError NO_SUCH_TOOL, offering the folder of that name here, or the nearest id; ManifestError when the manifest is wrong.
 */
export async function resolveAdapter(idOrPath: string, look: LookIn = {}): Promise<AdapterEntry> {
  if (/[\\/]/.test(idOrPath) || idOrPath.startsWith('.')) {
    const folder = resolve(idOrPath);
    const manifest = await loadManifest(folder);
    const origin = originOf(folder, []);
    const strange = strangeControl(manifest, folder, origin);
    if (strange) throw strange;
    return { id: manifest.id, folder, manifest, origin };
  }
  const { entries, errors } = await find(look);
  const entry = entries.find(({ id }) => id === idOrPath);
  if (entry) return entry;
  const broken = errors.find((error) => [brokenName(error), basename(dirname(error.file))].includes(idOrPath));
  if (broken) throw broken;
  const near = existsSync(join(process.cwd(), idOrPath, MANIFEST_FILE))
    ? `./${idOrPath}`
    : nearestName(
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
  const entries: AdapterEntry[] = [];
  for (const { manifest, folder } of manifests) {
    const origin = originOf(folder, packages);
    const strange = strangeControl(manifest, folder, origin);
    if (strange) errors.push(strange);
    else entries.push({ id: manifest.id, folder, manifest, origin });
  }
  return { entries, errors };
}

function originOf(folder: string, packages: readonly string[]): AdapterEntry['origin'] {
  if (isBuiltIn(folder)) return 'built-in';
  return packages.includes(folder) ? 'package' : 'folder';
}

/** Controls prove the benchmark, and the oracle is given the answers: only those that come with deidbench count as such. */
function strangeControl({ id, control }: Manifest, folder: string, origin: AdapterEntry['origin']): ManifestError | undefined {
  if (control === undefined || origin === 'built-in') return undefined;
  const problem = `"${control}" marks a control, and controls come with deidbench alone; leave this field out.`;
  return new ManifestError('INVALID', join(folder, MANIFEST_FILE), '/control', problem, id);
}

/** Packages named `deidbench-adapter-*`, scoped ones too, in the `node_modules` of a folder and of those above it, nearest first. */
async function adapterPackages(from: string): Promise<string[]> {
  const found = new Map<string, string>();
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    const modules = join(folder, 'node_modules');
    for (const name of await namesIn(modules)) {
      const inside = name.startsWith('@') ? (await namesIn(join(modules, name))).map((part) => `${name}/${part}`) : [name];
      // As everywhere in Node, the nearest package of a name is the one that counts.
      for (const part of inside.filter(isAdapterPackage)) if (!found.has(part)) found.set(part, join(modules, part));
    }
    if (dirname(folder) === folder) break;
  }
  return [...found.values()];
}

function isAdapterPackage(name: string): boolean {
  return name.slice(name.indexOf('/') + 1).startsWith('deidbench-adapter-');
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder).catch((): string[] => [])).toSorted();
}
