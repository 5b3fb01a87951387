import { lstatSync, readFileSync } from 'node:fs';
import { basename, join, matchesGlob } from 'node:path';
import { mapPath, mapRows, type Manifest } from '@deidbench/core/manifest';
import type { TrialInput } from './input.ts';
import { isPlainFolder, leftBehind, readPlain } from './left-behind.ts';
import { pairByPixels } from './pair-by-pixels.ts';

/** Where a trial's tool wrote. */
export interface TrialPlaces {
  root: string;
  output: string;
  work: string;
}

/** What a trial's tool gave. */
export interface Collected {
  /** Output by the neutral name of its input. */
  outputs: Map<string, Uint8Array>;
  /** Paths below the output folder that pair with no input. */
  unpaired: string[];
  /** What is no regular file of a bounded size, as `path (why)`: it is not opened. */
  aside: string[];
  /** The map that the manifest names, where it gave no rows. */
  emptyMap?: string;
}

/** Pairs the files of an output folder with the inputs of a trial: by the naming that the manifest states, and by their pixels where names tell nothing. */
export function collectOutputs(manifest: Manifest, places: TrialPlaces, inputs: readonly TrialInput[]): Collected {
  const { folder, map, naming, ignore } = manifest.output;
  const root = folder === undefined ? places.output : join(places.output, folder);
  const mapAt = map && mapPath(map, places);
  if (!isPlainFolder(places.output, root)) return { outputs: new Map(), unpaired: [], aside: notThere(root) };
  const { files, aside } = leftBehind(root, (path) => join(root, path) === mapAt || isIgnored(path, ignore));
  const table = map && mapAt !== undefined ? readPlain(places.root, mapAt) : undefined;
  if (map && typeof table === 'string') aside.push(`${map.file} (${table})`);
  const rows = map && typeof table === 'object' ? mapRows(table.toString('utf8'), map) : [];
  const nameOf = pairing(manifest, inputs, rows);
  const outputs = new Map<string, Uint8Array>();
  const rest = new Map<string, Uint8Array>();
  for (const path of files) {
    const name = nameOf(path);
    const bytes = readFileSync(join(root, path));
    if (name === undefined || outputs.has(name)) rest.set(path, bytes);
    else outputs.set(name, bytes);
  }
  if (naming !== 'same-path') pairByPixels(inputs, outputs, rest);
  return { outputs, unpaired: [...rest.keys()], aside, ...(map && rows.length === 0 && { emptyMap: map.file }) };
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

/** A folder of results that the tool did not make is no fault of its own; anything else in its place is. */
function notThere(root: string): string[] {
  return lstatSync(root, { throwIfNoEntry: false }) ? [`${basename(root)} (no folder)`] : [];
}

function isIgnored(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const bare = pattern.replace(/\/$/, '');
    const inside = pattern.endsWith('/') ? `${bare}/**` : bare;
    return matchesGlob(path, inside) || matchesGlob(path, `**/${inside}`);
  });
}
