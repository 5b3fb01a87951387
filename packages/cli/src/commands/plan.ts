import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Option } from 'commander';
import { CLUSTER_FORMATS, clusterFiles } from '@deidbench/runner';
import { clusterPlan, foretell, predictionText, toldOfImage, type PlanOptions } from '../cluster-settings.ts';
import { positiveNumber, wholeNumber } from '../options.ts';
import type { Shell } from '../shell.ts';
import { chooseTools } from '../tools-option.ts';

export function registerPlan({ program, session }: Shell): void {
  program
    .command('plan')
    .description('Write the files with which a cluster runs the shards of a run.')
    .addOption(new Option('--format <scheduler>', 'whose files').choices([...CLUSTER_FORMATS]).makeOptionMandatory())
    .requiredOption('--dataset <folder>', 'dataset folder, as the nodes see it')
    .requiredOption('--tools <list>', 'as for `deidbench run`')
    .requiredOption('--shards <n>', 'parts', wholeNumber(1, 10_000))
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
    .option('--setup <line>', 'shell line that a task runs before deidbench, for example "module load java" (slurm)')
    .option('--image <name>', 'container image with deidbench (kubernetes, aws-batch)', 'deidbench:latest')
    .requiredOption('--runs <folder>', 'folder on a shared disk for the run folders of the shards and the merged run')
    .requiredOption('--out <folder>', 'folder for the files')
    .addHelpText(
      'after',
      '\nExample:\n  $ deidbench plan --format slurm --dataset data/midi --tools all --shards 20 --runs runs/midi --out plan && plan/submit.sh',
    )
    .action(async (options: PlanOptions) => {
      const now = session();
      const { choices, notInstalled } = await chooseTools(options.tools, { extraFolders: now.adapterFolders });
      if (options.format === 'slurm') for (const { id, reason, remedy } of notInstalled) now.say(`${id}: left out, ${reason}. ${remedy}`);
      if (options.format !== 'slurm') for (const line of toldOfImage(choices)) now.say(line);
      const foretold = await foretell(options, choices);
      const config = program.opts<{ config?: string }>().config;
      const files = clusterFiles(options.format, clusterPlan(options, choices, foretold?.prediction, config));
      const out = resolve(options.out);
      mkdirSync(out, { recursive: true });
      const written = files.map(({ name, text, executable }) => {
        const path = join(out, name);
        writeFileSync(path, text);
        chmodSync(path, executable ? 0o755 : 0o644);
        return path;
      });
      if (foretold && foretold.units < options.shards)
        now.say(
          `--shards ${options.shards}: there are ${foretold.units} units of work, so ${options.shards - foretold.units} shards have none.`,
        );
      if (foretold?.prediction) now.say(predictionText(foretold.prediction, options.shards));
      now.print(written.join('\n'));
      now.json({
        files: written,
        ...(foretold && { units: foretold.units }),
        ...(foretold?.prediction && { prediction: foretold.prediction }),
      });
    });
}
