import { dirname, extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { lilconfig } from 'lilconfig';
import { parse } from 'yaml';
import type { RankingMethod } from '@deidbench/core/model';
import { readMethod } from '@deidbench/report';
import { UsageError } from './exit.ts';

/** Defaults for the options of each command, and folders with more adapters. */
export interface Config {
  file?: string;
  /** Absolute paths of folders that hold an `adapter.json`, or folders of such folders. */
  adapters: string[];
  /** Option values by command: `{ run: { jobs: 4 } }`. */
  commands: Record<string, Record<string, string | number | boolean>>;
  /** Overrides of the ranking's thresholds and resampling. */
  ranking: Partial<RankingMethod>;
}

const NAMES = ['deidbench.config.yaml', 'deidbench.config.json', 'deidbench.config.ts'];
const MODULES = ['.ts', '.mts', '.js', '.mjs', '.cjs'];
const READ = ['.yaml', '.yml', '.json', ...MODULES];

/** Reads the file that `--config` names, else the nearest deidbench.config.* at or above the working folder. */
export async function loadConfig(named: string | undefined, commands: readonly string[]): Promise<Config> {
  const search = lilconfig('deidbench', {
    searchPlaces: NAMES,
    loaders: { '.yaml': readYaml, '.yml': readYaml, '.json': readJson, ...Object.fromEntries(MODULES.map((end) => [end, readModule])) },
  });
  if (named !== undefined && !READ.includes(extname(named)))
    throw new UsageError(`--config ${named}: its name does not tell what it is. Name a file that ends in ${READ.join(', ')}.`);
  const found = named === undefined ? await search.search() : await search.load(resolve(named));
  if (!found || found.isEmpty) return { adapters: [], commands: {}, ranking: {} };
  return checkConfig(found.config, found.filepath, commands);
}

function readYaml(path: string, content: string): unknown {
  try {
    return parse(content);
  } catch (error) {
    throw new UsageError(`${path}: not YAML (${firstLine(error)}).`);
  }
}

function readJson(path: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    throw new UsageError(`${path}: not JSON (${firstLine(error)}).`);
  }
}

/** A module is the user's own code: whatever it throws is wrong input, and no fault of deidbench. */
async function readModule(path: string): Promise<unknown> {
  let loaded: { default?: unknown };
  try {
    loaded = (await import(pathToFileURL(path).href)) as { default?: unknown };
  } catch (error) {
    throw new UsageError(`${path}: cannot be loaded (${firstLine(error)}). Correct it, or name another file with --config.`);
  }
  if (loaded.default === undefined) throw new UsageError(`${path}: exports no default. Write: export default { … }.`);
  return loaded.default;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}` : String(error);
  return (text.trim().split('\n')[0] ?? '').replace(/[:.]$/u, '');
}

function checkConfig(raw: unknown, file: string, known: readonly string[]): Config {
  if (!isRecord(raw)) throw new UsageError(`${file}: must hold a map of settings, found ${kindOf(raw)}.`);
  const config: Config = { file, adapters: [], commands: {}, ranking: {} };
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'adapters') config.adapters = folders(value, file);
    else if (key === 'ranking') config.ranking = readMethod(value, `${file}: ranking`);
    else if (!known.includes(key)) throw new UsageError(`${file}: ${key}: no such setting. Known: adapters, ranking, ${known.join(', ')}.`);
    else config.commands[key] = optionValues(value, key, file);
  }
  return config;
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  return (
    { object: 'a list', string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? `a ${typeof value}`
  );
}

function folders(value: unknown, file: string): string[] {
  if (!Array.isArray(value) || !value.every((v) => typeof v === 'string'))
    throw new UsageError(`${file}: adapters: must be a list of folders.`);
  return value.map((folder) => resolve(dirname(file), folder));
}

function optionValues(value: unknown, command: string, file: string): Record<string, string | number | boolean> {
  if (!isRecord(value)) throw new UsageError(`${file}: ${command}: must be a map of option names to values.`);
  const values: Record<string, string | number | boolean> = {};
  for (const [name, v] of Object.entries(value)) {
    if (typeof v !== 'string' && typeof v !== 'number' && typeof v !== 'boolean')
      throw new UsageError(`${file}: ${command}.${name}: must be a text, a number or true or false.`);
    values[name] = v;
  }
  return values;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
