import { compareRuns, formatComparison, rankTools, type Run } from '@deidbench/report';
import { changedChecks, foldRun, type ChangedChecks } from '@deidbench/runner';
import { EXIT, UsageError } from '../exit.ts';
import type { Session } from '../io.ts';
import type { Shell } from '../shell.ts';

export function registerCompare({ program, session }: Shell): void {
  program
    .command('compare')
    .description('Say what changed between two runs on one dataset: findings new and fixed, figures better and worse.')
    .argument('<base>', 'run folder to compare with')
    .argument('<new>', 'run folder of the change')
    .option('--fail-on <what>', 'regression: exit with 1 when anything got worse')
    .addHelpText('after', '\nExample:\n  $ deidbench compare runs/main runs/mine --fail-on regression')
    .action(async (base: string, next: string, { failOn }: { failOn?: string }) => {
      if (failOn !== undefined && failOn !== 'regression') throw new UsageError(`--fail-on ${failOn}: the only gate is regression`);
      const now = session();
      const comparison = compareRuns(await openRun(base, now), await openRun(next, now));
      const checks = await changedChecks(base, next);
      now.print([formatComparison(comparison, { color: now.colour }).trimEnd(), ...checks.map(checksText)].join('\n'));
      now.json({ ...comparison, checks });
      if (failOn === 'regression' && comparison.regression) now.exit(EXIT.gate);
    });
}

function checksText({ tool, profile, compared, broken, mended }: ChangedChecks): string {
  return `${tool}:${profile}: of ${compared} checks ${broken} fail that passed, ${mended} pass that failed`;
}

async function openRun(dir: string, { ranking }: Session): Promise<Run> {
  const fold = await foldRun(dir);
  return { fold, results: rankTools(fold, ranking) };
}
