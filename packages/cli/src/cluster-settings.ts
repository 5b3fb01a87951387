import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInFolders, defaultCache } from '@deidbench/adapters';
import {
  containerPath,
  defaultLimits,
  openDataset,
  predictShards,
  prepareForShards,
  readDurations,
  unitSizes,
  type ClusterFormat,
  type ClusterPlan,
  type Prediction,
  type ToolChoice,
} from '@deidbench/runner';
import { UsageError } from './exit.ts';

export interface PlanOptions {
  format: ClusterFormat;
  dataset: string;
  tools: string;
  shards: number;
  jobs: number;
  minutes?: number;
  durations?: string;
  memory?: number;
  limitTime?: number;
  limitMemory?: number;
  seed?: number;
  realData?: boolean;
  allFrames?: boolean;
  setup?: string;
  image: string;
  runs: string;
  out: string;
}

/** What is known of the work beforehand. */
export interface Foretold {
  units: number;
  /** Only with recorded durations. */
  prediction?: Prediction;
}

/**
 * Looks at the dataset where it is at hand, and makes beside it what all shards derive from it, so that many nodes at once only read there. A
 * cluster that shares this machine's disks must have it at hand; containers may see it elsewhere.
 */
export async function foretell(options: PlanOptions, choices: readonly ToolChoice[]): Promise<Foretold | undefined> {
  const { format, jobs, shards, durations } = options;
  if (format !== 'slurm' && !existsSync(join(options.dataset, 'dataset.json'))) return undefined;
  const dataset = await openDataset(options.dataset, { jobs });
  await prepareForShards(dataset, jobs);
  const rows = choices.map(({ tool, profile }) => ({ tool: tool.manifest.id, profile }));
  const sizes = unitSizes(rows, dataset.instances);
  if (durations === undefined || (format !== 'slurm' && !existsSync(durations))) return { units: sizes.length };
  return { units: sizes.length, prediction: predictShards(sizes, await readDurations(durations), { count: shards, jobs }) };
}

/** What the files of a scheduler say. `config`: the file that --config names. */
export function clusterPlan(
  options: PlanOptions,
  choices: readonly ToolChoice[],
  prediction: Prediction | undefined,
  config: string | undefined,
): ClusterPlan {
  const { format, tools, shards, jobs, minutes, memory, durations, image, setup } = options;
  const isShared = format === 'slurm';
  // A cluster that shares this machine's disks may be given relative paths; in a container a path is what it says.
  const place = (option: string, path: string): string => (isShared ? resolve(path) : mountable(option, containerPath(path)));
  return {
    dataset: place('--dataset', options.dataset),
    tools,
    out: place('--runs', options.runs),
    ...(durations !== undefined && { durations: place('--durations', durations) }),
    shards,
    jobs,
    minutes: Math.ceil(minutes ?? minutesFor(prediction)),
    memoryMegabytes: Math.ceil(memory ?? memoryOfShard(options)),
    command: isShared ? thisProgram(config) : ['deidbench'],
    image,
    env: isShared ? environment(choices) : {},
    ...(isShared && { workFolder: process.cwd() }),
    ...(setup !== undefined && { setup }),
    extra: alikeForAll(options),
  };
}

/** A folder that a container can be given. */
function mountable(option: string, path: string): string {
  const problem = path === '/' ? 'the root of a container cannot be mounted' : path.includes(':') ? 'no mount may hold a colon' : undefined;
  if (problem !== undefined) throw new UsageError(`${option} ${path}: ${problem}. Name the folder as the containers shall see it.`);
  return path;
}

function thisProgram(config: string | undefined): string[] {
  const program = [process.execPath, fileURLToPath(new URL('../bin/deidbench.js', import.meta.url))];
  return config === undefined ? program : [...program, '--config', resolve(config)];
}

/** Where tools lie, those that the user brought too: a cluster may hand on nothing of the shell that submits. */
function environment(choices: readonly ToolChoice[]): Record<string, string> {
  const brought = choices.flatMap(({ tool: { manifest } }) => (manifest.install.kind === 'user' ? [manifest.install.env] : []));
  const given = brought.flatMap((name) => (process.env[name] ? [[name, resolve(process.env[name])]] : []));
  return { DEIDBENCH_CACHE: defaultCache(), ...Object.fromEntries(given) };
}

/** Megabytes that deidbench takes beside the tools: itself, and a worker for each job. */
const [OWN_MEGABYTES, WORKER_MEGABYTES] = [1024, 1024];

function memoryOfShard({ jobs, limitMemory }: PlanOptions): number {
  return OWN_MEGABYTES + jobs * (WORKER_MEGABYTES + (limitMemory ?? defaultLimits().memoryBytes / 2 ** 20));
}

const MINUTES_UNKNOWN = 240;
const MINUTES_SPARE = 15;

function minutesFor(prediction: Prediction | undefined): number {
  return prediction ? (2 * prediction.longest) / 60 + MINUTES_SPARE : MINUTES_UNKNOWN;
}

export function predictionText({ units, total, longest, shortest }: Prediction, shards: number): string {
  const minutes = (seconds: number) => (seconds / 60).toFixed(1);
  return `${units} units, ${minutes(total)} minutes one after the other; in ${shards} shards ${minutes(shortest)} to ${minutes(longest)} minutes each.`;
}

/** Options of `deidbench run` that decide results: all shards must be given the same. */
function alikeForAll({ limitTime, limitMemory, seed, realData, allFrames }: PlanOptions): string[] {
  return [
    ...(limitTime === undefined ? [] : ['--limit-time', String(limitTime)]),
    ...(limitMemory === undefined ? [] : ['--limit-memory', String(limitMemory)]),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(allFrames ? ['--all-frames'] : []),
    ...(realData ? ['--real-data'] : []),
  ];
}

/** What containers do not see of the tools here: adapters that do not come with deidbench. */
export function toldOfImage(choices: readonly ToolChoice[]): string[] {
  const strange = new Map(choices.map(({ tool: { manifest, folder } }) => [manifest.id, folder]));
  const shipped = (folder: string) => builtInFolders().some((root) => folder.startsWith(`${root}/`));
  return [...strange]
    .filter(([, folder]) => !shipped(folder))
    .map(([id, folder]) => `${id}: its adapter lies in ${folder} here; the image must hold it where --tools finds it.`);
}
