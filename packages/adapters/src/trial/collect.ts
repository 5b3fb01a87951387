import { readdir, readFile } from 'node:fs/promises';
import { join, matchesGlob, relative } from 'node:path';
import { mapPath, type Manifest } from '@deidbench/core/manifest';
import type { TrialInput } from './input.ts';
import { pairByPixels } from './pair-by-pixels.ts';

/** Where a trial's tool wrote. */
export interface TrialPlaces {
  output: string;
  work: string;
}

/** Regular files below a folder, as sorted paths relative to it. Links are not followed. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** Pairs the files of an output folder with the inputs of a trial: by the naming that the manifest states, and by their pixels where names tell nothing. */
export async function collectOutputs(
  manifest: Manifest,
  places: TrialPlaces,
  inputs: readonly TrialInput[],
): Promise<{ outputs: Map<string, Uint8Array>; unpaired: string[] }> {
  const { folder, map, naming, ignore } = manifest.output;
  const root = folder === undefined ? places.output : join(places.output, folder);
  const mapAt = map && mapPath(map, places);
  const paths = (await filesBelow(root)).filter((path) => join(root, path) !== mapAt && !isIgnored(path, ignore));
  const nameOf = pairing(manifest, inputs, await toolMap(manifest, mapAt));
  const outputs = new Map<string, Uint8Array>();
  const rest = new Map<string, Uint8Array>();
  for (const path of paths) {
    const name = nameOf(path);
    const bytes = await readFile(join(root, path));
    if (name === undefined || outputs.has(name)) rest.set(path, bytes);
    else outputs.set(name, bytes);
  }
  if (naming !== 'same-path') pairByPixels(inputs, outputs, rest);
  return { outputs, unpaired: [...rest.keys()] };
}

function pairing(
  manifest: Manifest,
  inputs: readonly { name: string }[],
  map: readonly [from: string, to: string][],
): (path: string) => string | undefined {
  const suffix = manifest.output.suffix ?? '';
  const bare = (path: string) => path.replace(/\.dcm$/i, '');
  const byOutput = new Map(inputs.map(({ name }) => [bare(name) + suffix, name]));
  const ends = (long: string, short: string) => long === short || long.endsWith(`/${short}`);
  return (path) => {
    const row = map.find(([, to]) => ends(to, path) || ends(path, to));
    if (row) return inputs.find(({ name }) => ends(row[0], name))?.name;
    return manifest.output.naming === 'free' ? undefined : byOutput.get(bare(path));
  };
}

async function toolMap({ output: { map } }: Manifest, file: string | undefined): Promise<[string, string][]> {
  if (!map || file === undefined) return [];
  const [head = '', ...lines] = (await readFile(file, 'utf8').catch(() => '')).split(/\r?\n/);
  const cells = (line: string) => line.split(',').map((cell) => cell.trim().replace(/^"|"$/g, ''));
  const [from, to] = [cells(head).indexOf(map.from), cells(head).indexOf(map.to)];
  return lines.map(cells).flatMap((row): [string, string][] => (row[from] && row[to] ? [[row[from], row[to]]] : []));
}

function isIgnored(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const bare = pattern.replace(/\/$/, '');
    const inside = pattern.endsWith('/') ? `${bare}/**` : bare;
    return matchesGlob(path, inside) || matchesGlob(path, `**/${inside}`);
  });
}
