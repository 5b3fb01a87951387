import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AdapterError } from '../errors.ts';
import { PLANTINGS, USEFUL, type Planting, type Useful } from './plantings.ts';

/** File beside a manifest that says what the tool was seen to do with the sample. */
export const KNOWN_FILE = 'known.json';

/** Names that stand for several of `PLANTINGS`. */
const LEAK_GROUPS: Record<string, readonly Planting[]> = {
  all: Object.keys(PLANTINGS) as Planting[],
  'all dates': ['study date', 'series date', 'acquisition date', 'content date', 'acquisition datetime'],
  'all uids': ['study uid', 'series uid', 'instance uid', 'referenced uid'],
  descriptions: ['study description', 'series description'],
};

/** Names that stand for several of `USEFUL`. */
const LOSS_GROUPS: Record<string, readonly Useful[]> = {
  all: Object.keys(USEFUL) as Useful[],
  'patient characteristics': ['sex', 'age', 'size', 'weight'],
  'device identity': ['station name', 'device serial number'],
};

/** What a profile does with the sample: every planted identifier that it leaves, and every useful value that it does not keep as it is. */
export interface Known {
  leaks: Planting[];
  loses: Useful[];
}

/** What a tool is known to do with the sample, by profile, in the order of `PLANTINGS` and `USEFUL`. */
export interface KnownTool {
  /** Parts of the names of the contract's points that it is known not to keep. */
  misses: string[];
  profiles: Record<string, Known>;
}

/** As written in the file: names of single ones, or of groups. */
export interface Written {
  misses?: string[];
  profiles: Record<string, { leaks: string[]; loses: string[] }>;
}

/**
 * Reads `known.json` of a tool's folder.
 * @throws AdapterError BAD_MANIFEST when a name in it is none of the sample's.
 */
export async function readKnown(folder: string): Promise<KnownTool> {
  const { misses = [], profiles } = await readWritten(folder);
  const spelledOut = Object.entries(profiles).map(([name, { leaks, loses }]) => [
    name,
    { leaks: members(leaks, PLANTINGS, LEAK_GROUPS, folder), loses: members(loses, USEFUL, LOSS_GROUPS, folder) },
  ]);
  return { misses, profiles: Object.fromEntries(spelledOut) as Record<string, Known> };
}

/** `known.json` as it is written, group names and all: for people. */
export async function readWritten(folder: string): Promise<Written> {
  return JSON.parse(await readFile(join(folder, KNOWN_FILE), 'utf8')) as Written;
}

function members<T extends string>(
  names: readonly string[],
  all: Record<T, unknown>,
  groups: Record<string, readonly T[]>,
  folder: string,
): T[] {
  const wanted = new Set<string>(names.flatMap((name): readonly string[] => groups[name] ?? [name]));
  const known = (Object.keys(all) as T[]).filter((name) => wanted.delete(name));
  const [strange] = wanted;
  if (strange === undefined) return known;
  const remedy = `Names are ${[...Object.keys(groups), ...Object.keys(all)].join(', ')}.`;
  throw new AdapterError('BAD_MANIFEST', `${join(folder, KNOWN_FILE)}: ${strange} is nothing of the sample.`, remedy);
}
