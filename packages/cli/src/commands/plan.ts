import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Option } from 'commander';
import {
  CLUSTER_FORMATS,
  clusterFiles,
  defaultLimits,
  openDataset,
  predictShards,
  prepareForShards,
  readDurations,
  unitSizes,
  type ClusterFormat,
  type Prediction,
  type ToolChoice,
} from '@deidbench/runner';
import { positiveNumber, wholeNumber } from '../options.ts';
import type { Shell } from '../shell.ts';
import { chooseTools } from '../tools-option.ts';

interface Options {
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
  image: string;
  runs: string;
  out: string;
}

export function registerPlan({ program, session }: Shell): void {
  program
    .command('plan')
    .description('Write the files with which a cluster runs the shards of a run.')
    .addOption(new Option('--format <scheduler>', 'whose files').choices([...CLUSTER_FORMATS]).makeOptionMandatory())
    .requiredOption('--dataset <folder>', 'dataset folder, as the nodes see it')
    .requiredOption('--tools <list>', 'as for `deidbench run`')
    .requiredOption('--shards <n>', 'parts', wholeNumber(1, 100_000))
    .option('--jobs <n>', 'tools at a time on a node', wholeNumber(1, 1024), 2)
    .option(
      '--minutes <n>',
      'bound of one shard (default: twice what --durations foretells and a quarter of an hour, else 240)',
      positiveNumber,
    )
    .option('--durations <run>', 'as for `deidbench run`; says how long the shards will take')
    .option('--memory <megabytes>', 'memory of one shard (default: what its tools may take at once, and deidbench itself)', positiveNumber)
    .option('--limit-time <seconds>', 'as for `deidbench run`', positiveNumber)
    .option('--limit-memory <megabytes>', 'as for `deidbench run`', positiveNumber)
    .option('--seed <n>', 'as for `deidbench run`', wholeNumber(0, 2 ** 31))
    .option('--all-frames', 'as for `deidbench run`')
    .option('--real-data', 'as for `deidbench run`')
    .option('--image <name>', 'container image with deidbench (kubernetes, aws-batch)', 'deidbench:latest')
    .requiredOption('--runs <folder>', 'folder for the run folders of the shards and the merged run')
    .requiredOption('--out <folder>', 'folder for the files')
    .addHelpText(
      'after',
      '\nExample:\n  $ deidbench plan --format slurm --dataset data/midi --tools all --shards 20 --runs runs/midi --out plan && plan/submit.sh',
    )
    .action(async (options: Options) => {
      const now = session();
      const { choices } = await chooseTools(options.tools, { extraFolders: now.adapterFolders });
      // Nodes of a Slurm see the dataset as this machine does; what they derive from it is made here, once.
      const prediction = options.format === 'slurm' ? await prepare(options, choices) : undefined;
      const files = clusterFiles(options.format, {
        dataset: placeOnNodes(options.format, options.dataset),
        tools: options.tools,
        out: placeOnNodes(options.format, options.runs),
        shards: options.shards,
        jobs: options.jobs,
        minutes: Math.ceil(options.minutes ?? minutesFor(prediction)),
        memoryMegabytes: Math.ceil(options.memory ?? memoryOfShard(options)),
        command:
          options.format === 'slurm'
            ? [process.execPath, fileURLToPath(new URL('../../bin/deidbench.js', import.meta.url))]
            : ['deidbench'],
        image: options.image,
        extra: alikeForAll(options),
      });
      const written = files.map(({ name, text, executable }) => {
        const path = join(resolve(options.out), name);
        mkdirSync(resolve(options.out), { recursive: true });
        writeFileSync(path, text);
        if (executable) chmodSync(path, 0o755);
        return path;
      });
      if (prediction) now.say(predictionText(prediction, options.shards));
      now.print(written.join('\n'));
      now.json({ files: written, ...(prediction && { prediction }) });
    });
}

/** Megabytes that deidbench takes beside the tools: itself, and a worker for each job. */
const [OWN_MEGABYTES, WORKER_MEGABYTES] = [1024, 1024];

function memoryOfShard({ jobs, limitMemory }: Options): number {
  return OWN_MEGABYTES + jobs * (WORKER_MEGABYTES + (limitMemory ?? defaultLimits().memoryBytes / 2 ** 20));
}

const MINUTES_UNKNOWN = 240;
const MINUTES_SPARE = 15;

async function prepare(options: Options, choices: readonly ToolChoice[]): Promise<Prediction | undefined> {
  const { jobs, shards } = options;
  const dataset = await openDataset(options.dataset, { jobs });
  await prepareForShards(dataset, jobs);
  if (options.durations === undefined) return undefined;
  const rows = choices.map(({ tool, profile }) => ({ tool: tool.manifest.id, profile }));
  return predictShards(unitSizes(rows, dataset.instances), await readDurations(options.durations), { count: shards, jobs });
}

function minutesFor(prediction: Prediction | undefined): number {
  return prediction ? (2 * prediction.longest) / 60 + MINUTES_SPARE : MINUTES_UNKNOWN;
}

function predictionText({ units, total, longest, shortest }: Prediction, shards: number): string {
  const minutes = (seconds: number) => (seconds / 60).toFixed(1);
  return `${units} units, ${minutes(total)} minutes one after the other; in ${shards} shards ${minutes(shortest)} to ${minutes(longest)} minutes each.`;
}

/** Options of `deidbench run` that decide results: all shards must be given the same. */
function alikeForAll({ format, limitTime, limitMemory, seed, realData, allFrames, durations }: Options): string[] {
  return [
    ...(limitTime === undefined ? [] : ['--limit-time', String(limitTime)]),
    ...(limitMemory === undefined ? [] : ['--limit-memory', String(limitMemory)]),
    ...(seed === undefined ? [] : ['--seed', String(seed)]),
    ...(allFrames ? ['--all-frames'] : []),
    ...(realData ? ['--real-data'] : []),
    ...(durations === undefined ? [] : ['--durations', placeOnNodes(format, durations)]),
  ];
}

/** A cluster that shares this machine's disks may be given relative paths; in a container a path is what it says. */
function placeOnNodes(format: ClusterFormat, path: string): string {
  return format === 'slurm' ? resolve(path) : path;
}
