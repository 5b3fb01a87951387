import { finishRun } from '../finish-run.ts';
import type { Shell } from '../program.ts';

export function registerReport({ program, session }: Shell): void {
  program
    .command('report')
    .description('Write the reports of a run again.')
    .argument('<run>', 'run folder')
    .addHelpText('after', '\nExample:\n  $ deidbench report runs/mine')
    .action(async (run: string) => {
      await finishRun(run, session());
    });
}
