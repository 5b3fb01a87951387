import { resolve, dirname } from 'node:path';
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

/** Reads the file that `--config` names, else the nearest deidbench.config.* at or above the working folder. */
export async function loadConfig(named: string | undefined, commands: readonly string[]): Promise<Config> {
  const search = lilconfig('deidbench', {
    searchPlaces: NAMES,
    loaders: { '.yaml': readYaml, '.yml': readYaml, '.ts': readModule },
  });
  const found = named === undefined ? await search.search() : await search.load(resolve(named));
  if (!found || found.isEmpty) return { adapters: [], commands: {}, ranking: {} };
  return checkConfig(found.config, found.filepath, commands);
}

function readYaml(path: string, content: string): unknown {
  try {
    return parse(content);
  } catch (error) {
    throw new UsageError(`${path}: not YAML (${error instanceof Error ? (error.message.split('\n')[0] ?? '') : ''}).`);
  }
}

async function readModule(path: string): Promise<unknown> {
  const loaded = (await import(path)) as { default?: unknown };
  return loaded.default;
}

function checkConfig(raw: unknown, file: string, known: readonly string[]): Config {
  if (!isRecord(raw)) throw new UsageError(`${file}: must hold a map of settings, found ${typeof raw}.`);
  const config: Config = { file, adapters: [], commands: {}, ranking: {} };
  for (const [key, value] of Object.entries(raw)) {
    if (key === 'adapters') config.adapters = folders(value, file);
    else if (key === 'ranking') config.ranking = readMethod(value, `${file}: ranking`);
    else if (!known.includes(key)) throw new UsageError(`${file}: ${key}: no such setting. Known: adapters, ranking, ${known.join(', ')}.`);
    else config.commands[key] = optionValues(value, key, file);
  }
  return config;
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
