import { foldRun, headerDiffs, readRunFile, writeMaps } from '@deidbench/runner';
import { formatRanking, rankTools, writeReport, type ReportFormat } from '@deidbench/report';
import type { Results } from '@deidbench/core/model';
import { EXIT } from './exit.ts';
import type { Session } from './io.ts';

/** What stands in a run folder without being asked for. */
const USUAL: readonly ReportFormat[] = ['json', 'csv', 'html'];

export interface ReportOptions {
  formats?: readonly ReportFormat[];
  /** Values as they are; masked without it. */
  showValues?: boolean;
}

export interface FinishedRun {
  results: Results;
  /** Files written, absolute or as the run folder was named. */
  files: string[];
}

/** Folds a run folder, writes its reports and the maps, and shows the ranking. */
export async function finishRun(out: string, session: Session, options: ReportOptions = {}): Promise<FinishedRun> {
  const showValues = options.showValues === true;
  const fold = await foldRun(out, { showValues });
  const results = rankTools(fold, session.ranking);
  const formats = options.formats ?? USUAL;
  const removed: string[] = [];
  const files = await writeReport(out, fold, results, formats, {
    showValues,
    ...(formats.includes('html') && { diffs: await headerDiffs(out, fold, showValues) }),
    progress: (message) => session.say(message),
    onRemoved: (path) => removed.push(path),
  });
  await writeMaps(out);
  const page = files.find((file) => file.endsWith('.html'));
  const written = page === undefined || options.formats ? files.map((file) => `Written: ${file}`).join('\n') : `Report: ${page}`;
  const gone = removed.map((file) => `\nRemoved: ${file} (an earlier report wrote it with --show-values, and this one is masked)`).join('');
  session.print(`\n${formatRanking(results, { columns: session.columns, color: session.colour })}${written}${gone}`);
  session.json(results);
  // A shard has but some of what its controls must show: the merged run is trusted or not.
  if (results.controls === 'wrong' && !(await readRunFile(out)).shard) session.exit(EXIT.gate);
  return { results, files };
}
