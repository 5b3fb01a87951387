import { foldRun, writeMaps } from '@deidbench/runner';
import { formatRanking, rankTools, writeHtml, writeResults } from '@deidbench/report';
import type { Results } from '@deidbench/core/model';
import { EXIT } from './exit.ts';
import type { Session } from './io.ts';

/** Folds a run folder, writes results.json, ranking.csv, findings.csv and the page, and shows the ranking. */
export async function finishRun(out: string, session: Session): Promise<Results> {
  const fold = await foldRun(out);
  const results = rankTools(fold);
  await writeResults(out, results, fold);
  await writeMaps(out);
  const page = await writeHtml(out, fold, results);
  session.print(`\n${formatRanking(results, { columns: session.columns, color: session.colour })}Report: ${page}`);
  session.json(results);
  if (results.controls === 'wrong') session.exit(EXIT.gate);
  return results;
}
