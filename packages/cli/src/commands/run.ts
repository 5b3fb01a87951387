import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import {
  defaultLimits,
  openDataset,
  parseShard,
  readDurations,
  readPeaks,
  restrictDataset,
  type Rerun,
  type RunRequest,
} from '@deidbench/runner';
import { executeRun } from '../execute-run.ts';
import { withIndexProgress } from '../index-progress.ts';
import { iodAtHand } from '../iod-validator.ts';
import { positiveNumber, wholeNumber } from '../options.ts';
import { leftOut } from '../left-out.ts';
import type { Shell } from '../shell.ts';
import { chooseTools } from '../tools-option.ts';
import { versionText } from '../version.ts';

interface Options {
  dataset: string;
  tools: string;
  out: string;
  jobs: number;
  timing: 'shared' | 'exclusive';
  limitTime?: number;
  limitMemory?: number;
  only?: string;
  shard?: string;
  scratch?: string;
  durations?: string;
  keepOutput?: boolean;
  rerun?: Rerun;
  realData?: boolean;
  allFrames?: boolean;
  seed: number;
}

export function registerRun({ program, session }: Shell): void {
  program
    .command('run')
    .description('Run tools over a dataset and rank them. Running it again goes on where it stopped.')
    .requiredOption('--dataset <folder>', 'dataset folder')
    .requiredOption('--tools <list>', 'ID[:PROFILE],… or a folder with an adapter.json, or all')
    .requiredOption('--out <folder>', 'run folder')
    .option('--jobs <n>', 'tools at a time', wholeNumber(1, 1024), availableParallelism())
    .addOption(
      new Option('--timing <how>', 'exclusive: one at a time, so that speeds can be compared')
        .choices(['shared', 'exclusive'])
        .default('shared'),
    )
    .option('--limit-time <seconds>', 'bound of one unit of about 500 instances', positiveNumber)
    .option('--limit-memory <megabytes>', 'bound of a tool with all its processes', positiveNumber)
    .option('--only <what>', 'one instance, series, study or patient: its UID, Patient ID, or a file as findings name it')
    .option('--shard <i/n>', 'do the i-th of n parts; merge them afterwards')
    .option('--durations <run>', 'begin with what took longest in this run folder, and give shards equal times')
    .option('--scratch <folder>', "where tools work, best on the machine's own disk (default: in the run folder)")
    .option('--keep-output', "keep the tools' files also beyond 2 GB")
    .addOption(new Option('--rerun <which>', 'do units again').choices(['failed', 'timeout', 'all']))
    .option('--all-frames', 'look for text in every frame of clips, not in some of them')
    .option('--real-data', 'store no value of a patient anywhere')
    .option('--seed <n>', 'seed given to tools that take one', wholeNumber(0, 2 ** 31), 7)
    .addHelpText('after', '\nExample:\n  $ deidbench run --dataset runs/demo/dataset --tools dicognito,./my-tool:tuned --out runs/mine')
    .action(async (options: Options) => {
      const now = session();
      const { choices, notInstalled } = await chooseTools(options.tools, { extraFolders: now.adapterFolders });
      for (const { id, reason, remedy } of notInstalled) now.say(`${id}: left out, ${reason}. ${remedy}`);
      const shard = options.shard === undefined ? undefined : parseShard(options.shard);
      const { jobs } = options;
      const whole = await withIndexProgress(now, (onProgress) => openDataset(options.dataset, { jobs, onProgress }));
      const dataset = options.only === undefined ? whole : restrictDataset(whole, options.only);
      for (const line of leftOut(dataset.skipped)) now.say(line);
      await executeRun(
        {
          kind: 'run',
          dataset,
          choices,
          notInstalled,
          out: options.out,
          jobs: options.jobs,
          timing: options.timing,
          limits: limitsOf(options),
          seed: options.seed,
          realData: options.realData === true,
          allFrames: options.allFrames === true,
          keepOutput: options.keepOutput === true,
          version: versionText(),
          command: now.command,
          iod: await iodAtHand(),
          ...(shard && { shard }),
          ...(options.durations !== undefined && {
            durations: await readDurations(options.durations),
            peaks: await readPeaks(options.durations),
          }),
          ...(options.scratch !== undefined && { scratch: options.scratch }),
          ...(options.rerun && { rerun: options.rerun }),
        },
        now,
      );
    });
}

export function limitsOf({ limitTime, limitMemory }: Pick<Options, 'limitTime' | 'limitMemory'>): RunRequest['limits'] {
  const limits = defaultLimits();
  return {
    ...limits,
    ...(limitTime !== undefined && { seconds: limitTime }),
    ...(limitMemory !== undefined && { memoryBytes: limitMemory * 2 ** 20 }),
  };
}
