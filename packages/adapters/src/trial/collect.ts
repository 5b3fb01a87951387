import { readdir, readFile } from 'node:fs/promises';
import { join, matchesGlob, relative } from 'node:path';
import type { Manifest } from '@deidbench/core/manifest';

/** Regular files below a folder, as sorted paths relative to it. Links are not followed. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .toSorted();
}

/** Pairs the files of an output folder with the inputs of a trial, by the naming that the manifest states. */
export async function collectOutputs(
  manifest: Manifest,
  output: string,
  inputs: readonly { name: string }[],
): Promise<{ outputs: Map<string, Uint8Array>; unpaired: string[] }> {
  const root = manifest.output.folder === undefined ? output : join(output, manifest.output.folder);
  const mapFile = manifest.output.map?.file;
  const paths = (await filesBelow(root)).filter((path) => path !== mapFile && !isIgnored(path, manifest.output.ignore));
  const nameOf = pairing(manifest, inputs, await toolMap(manifest, output));
  const outputs = new Map<string, Uint8Array>();
  const unpaired: string[] = [];
  for (const path of paths) {
    const name = nameOf(path);
    if (name === undefined || outputs.has(name)) unpaired.push(path);
    else outputs.set(name, await readFile(join(root, path)));
  }
  return { outputs, unpaired };
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
    return byOutput.get(bare(path));
  };
}

async function toolMap(manifest: Manifest, output: string): Promise<[string, string][]> {
  const { map } = manifest.output;
  if (!map) return [];
  const [head = '', ...lines] = (await readFile(join(output, map.file), 'utf8').catch(() => '')).split(/\r?\n/);
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
