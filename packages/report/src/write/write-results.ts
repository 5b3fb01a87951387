import { join } from 'node:path';
import type { Fold, Results } from '@deidbench/core/model';
import { findingLines } from './findings-csv.ts';
import { rankingCsv } from './ranking-csv.ts';
import { writeWhole } from './write-file.ts';

/** Writes `results.json` and `ranking.csv`, and with the fold `findings.csv` too, into a run folder. Each file appears whole or not at all. */
export async function writeResults(
  runDir: string,
  results: Results,
  fold?: Pick<Fold, 'tools'>,
  options: { showValues?: boolean } = {},
): Promise<void> {
  await writeWhole(join(runDir, 'results.json'), `${JSON.stringify(results, null, 2)}\n`);
  await writeWhole(join(runDir, 'ranking.csv'), rankingCsv(results));
  if (fold) await writeWhole(join(runDir, 'findings.csv'), findingLines(fold, options.showValues), { secret: options.showValues === true });
}
