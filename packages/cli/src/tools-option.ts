import { existsSync } from 'node:fs';
import {
  AdapterError,
  brokenAdapters,
  brokenName,
  installedTool,
  listAdapters,
  resolveAdapter,
  type AdapterEntry,
  type LookIn,
} from '@deidbench/adapters';
import type { ToolChoice } from '@deidbench/runner';
import { UsageError } from './exit.ts';

export interface ChosenTools {
  choices: ToolChoice[];
  notInstalled: { id: string; reason: string; remedy: string }[];
}

const CONTROLS = ['oracle', 'identity', 'scorched'];

/**
 * The tools that `--tools` names, as they stand on this machine, with the three controls. `all` is every adapter with every profile; an id
 * without a profile is its `default` one, or its first.
 */
export async function chooseTools(text: string, look: LookIn): Promise<ChosenTools> {
  const asked = text === 'all' ? await everyTool(look) : await namedTools(text, look);
  const named = new Set(asked.map(({ entry }) => entry.folder));
  const controls = (await listAdapters(look)).filter((entry) => CONTROLS.includes(entry.id) && !named.has(entry.folder));
  const all = [...asked, ...controls.map((entry) => ({ entry, profile: 'default' }))];
  refuseTwins(all);
  const chosen = await readyOnes(all);
  return text === 'all' ? { ...chosen, notInstalled: [...chosen.notInstalled, ...(await unusable(look))] } : chosen;
}

/** Adapters that were found and whose manifest cannot be used, as tools that are not ready. */
export async function unusable(look: LookIn): Promise<ChosenTools['notInstalled']> {
  return (await brokenAdapters(look)).map((error) => ({
    id: brokenName(error),
    reason: `its manifest cannot be used: ${error.message.replace(/\.$/u, '')}`,
    remedy: `Correct ${error.file}, or take it out of where it was found.`,
  }));
}

/** Every adapter but the controls, each with all its profiles. */
export async function everyTool(look: LookIn): Promise<{ entry: AdapterEntry; profile: string }[]> {
  const entries = (await listAdapters(look)).filter((entry) => !entry.manifest.control);
  return entries.flatMap((entry) => Object.keys(entry.manifest.profiles).map((profile) => ({ entry, profile })));
}

/** A tool and how it was called: by its id, or by its folder. */
interface NamedTool {
  entry: AdapterEntry;
  profile: string;
  name: string;
}

async function namedTools(text: string, look: LookIn): Promise<NamedTool[]> {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0) throw new UsageError('--tools: names no tool. `deidbench adapters list` shows all.');
  const asked = await Promise.all([...new Set(names)].map((name) => namedTool(name, look)));
  return [...new Map(asked.map((one) => [`${one.entry.folder}:${one.profile}`, one])).values()];
}

/** Rows are told apart by id and profile: two folders with one id would be one row. */
function refuseTwins(asked: readonly { entry: AdapterEntry }[]): void {
  const folders = new Map<string, string>();
  for (const { entry } of asked) {
    const other = folders.get(entry.id) ?? entry.folder;
    if (other !== entry.folder)
      throw new UsageError(`--tools: ${other} and ${entry.folder} both call themselves ${entry.id}; give one of them another id.`);
    folders.set(entry.id, entry.folder);
  }
}

async function namedTool(name: string, look: LookIn): Promise<NamedTool> {
  const colon = name.lastIndexOf(':');
  const hasProfile = colon > 0 && !existsSync(name);
  const id = hasProfile ? name.slice(0, colon) : name;
  try {
    const entry = await resolveAdapter(id, look);
    const profiles = Object.keys(entry.manifest.profiles);
    const profile = hasProfile ? name.slice(colon + 1) : profiles.includes('default') ? 'default' : (profiles[0] ?? 'default');
    if (!profiles.includes(profile)) throw new UsageError(`--tools ${name}: no such profile. ${entry.id} has ${profiles.join(', ')}.`);
    return { entry, profile, name: id };
  } catch (error) {
    if (error instanceof AdapterError) throw new UsageError(`--tools ${error.message}`, { cause: error });
    throw error;
  }
}

async function readyOnes(asked: readonly (Omit<NamedTool, 'name'> & { name?: string })[]): Promise<ChosenTools> {
  const chosen: ChosenTools = { choices: [], notInstalled: [] };
  for (const { entry, profile, name = entry.id } of asked) {
    const tool = await installedTool(entry.manifest, entry.folder);
    if (tool.ready) chosen.choices.push({ tool, profile });
    else if (!chosen.notInstalled.some((other) => other.id === entry.id))
      chosen.notInstalled.push({ id: entry.id, reason: tool.reason, remedy: callingIt(name, entry.id, tool.remedy) });
  }
  return chosen;
}

/** A tool in a folder of the user's own is found by that folder only. */
const callingIt = (name: string, id: string, remedy: string): string =>
  remedy.replace(
    `adapters install ${id}`,
    () => `adapters install ${/[^\w@./-]/u.test(name) ? `'${name.replaceAll("'", `'\\''`)}'` : name}`,
  );
