import { existsSync, readdirSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Job, Limits } from '../model/index.ts';
import { ADAPTER_HOST, ADAPTER_HOST_FOLDER, adapterEndFile } from './adapter-code.ts';
import { fillTemplate, fillText, profileVars, type TemplateVars } from './template.ts';
import type { InstalledTool, Manifest } from './types.ts';

export type ReadyTool = Extract<InstalledTool, { ready: true }>;

/** Where one call of a tool works: `input` and `output` are folders, or one file each for tools that take one. Paths are absolute. */
export interface CallPlaces {
  input: string;
  output: string;
  work: string;
  /** Only given to the oracle. */
  reference?: string;
  seed: number;
  /** Told to adapter code. */
  limits?: Limits;
}

/**
 * The tool's arguments and environment for one call with one of its profiles.
 * @throws ManifestError UNKNOWN_WORD when a template holds a word without a value.
 */
export function toolCommand(tool: ReadyTool, profileName: string, places: CallPlaces): { argv: string[]; env: Record<string, string> } {
  const { manifest } = tool;
  const profile = manifest.profiles[profileName];
  const { seed, limits: _limits, ...paths } = places;
  const vars: TemplateVars = { ...toolVars(tool), ...paths, seed: String(seed), ...(profile && profileVars(profile)) };
  const env = Object.entries(manifest.env).map(([name, text]) => [name, fillText(text, vars, `env/${name}`)]);
  const argv =
    manifest.adapter === undefined ? fillTemplate(manifest.command, vars) : codeCommand(tool, manifest.adapter, profileName, places);
  return { argv, env: Object.fromEntries(env) as Record<string, string> };
}

/** Adapter code runs as a process of its own, like any tool: under the same limits, in the same sandbox. */
function codeCommand(
  tool: ReadyTool,
  module: string,
  profileName: string,
  { input, output, work, reference, limits }: CallPlaces,
): string[] {
  const profile = tool.manifest.profiles[profileName]?.values ?? {};
  const job: Job = { input, output, work, profile, ...(limits && { limits }), ...(reference !== undefined && { reference }) };
  return [...nodeCommand(), ADAPTER_HOST, join(tool.folder, module), JSON.stringify(job), adapterEndFile(work)];
}

/** Where the map of a tool that names its outputs itself lies: below {output} or {work} as the manifest says; a bare name is below the output. */
export function mapPath({ file }: NonNullable<Manifest['output']['map']>, places: Pick<CallPlaces, 'output' | 'work'>): string {
  return resolve(places.output, fillText(file, { output: places.output, work: places.work }, 'output/map/file'));
}

/** Template words that depend on the installed tool alone: {tool} {site} {manifest} {node} {python}. */
export function toolVars(tool: { dir: string; site: string; folder: string }): TemplateVars {
  return { tool: tool.dir, site: tool.site, manifest: tool.folder, node: nodeCommand(), python: join(tool.dir, 'bin', 'python') };
}

/** Folders that a tool must see, each once, whatever else of the machine is hidden: its own, its installation with the Python behind it, the packages of its driver. */
export function toolFolders(tool: Pick<ReadyTool, 'manifest' | 'folder' | 'dir'>): string[] {
  const host = tool.manifest.adapter === undefined ? [] : [ADAPTER_HOST_FOLDER];
  const folders = [tool.folder, tool.dir, ...pythonFolders(tool.dir), ...moduleFolders(tool.folder), ...host];
  // A container's runtime refuses to start where a folder is named twice.
  return [...new Set(folders)].filter((path) => path !== '');
}

/** The Python whose links an environment holds: where it lies, and all that belongs to it. */
function pythonFolders(dir: string): string[] {
  const link = join(dir, 'bin', 'python');
  if (dir === '' || !existsSync(join(dir, 'pyvenv.cfg')) || !existsSync(link)) return [];
  return [dirname(dirname(realpathSync(link)))];
}

/** Where drivers beside a manifest find their packages: each `node_modules` around it, and packages that are links there, as in a clone. */
function moduleFolders(folder: string): string[] {
  const around = dirname(folder);
  const found = join(folder, 'node_modules');
  const here = existsSync(found) ? [found, ...linkedPackages(join(found, '@deidbench'))] : [];
  return around === folder ? here : [...here, ...moduleFolders(around)];
}

/** Packages that are links into a clone; a link that leads nowhere shows nothing. */
function linkedPackages(scope: string): string[] {
  const links = existsSync(scope) ? readdirSync(scope).map((name) => join(scope, name)) : [];
  return links.filter((link) => existsSync(link)).map((link) => realpathSync(link));
}

/** The running Node; in a clone with the condition under which drivers import packages as TypeScript source. */
function nodeCommand(): string[] {
  return import.meta.url.endsWith('.ts') ? [process.execPath, '--conditions=@deidbench/source'] : [process.execPath];
}
