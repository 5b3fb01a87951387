import { mergeRuns } from '@deidbench/runner';
import { finishRun } from '../finish-run.ts';
import type { Shell } from '../shell.ts';

export function registerMerge({ program, session }: Shell): void {
  program
    .command('merge')
    .description('Make one run of the shards of a run, or of runs of different tools over one dataset.')
    .argument('<run...>', 'run folders')
    .requiredOption('--out <folder>', 'run folder to make')
    .addHelpText('after', '\nExample:\n  $ deidbench merge runs/shard-1 runs/shard-2 --out runs/whole')
    .action(async (runs: string[], options: { out: string }) => {
      const now = session();
      const merged = await mergeRuns(runs, options.out);
      now.say(`${merged.runs} runs merged, ${merged.units} units.`);
      await finishRun(merged.out, now);
    });
}
