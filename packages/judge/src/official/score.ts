import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeOutputs, type OfficialInput } from './judge-outputs.ts';
import { Notes, type Note } from './notes.ts';
import { Reports } from './reports.ts';
import { ResultsWriter } from './results-db.ts';
import type { Scores } from './scoring.ts';

export interface OfficialResult {
  rows: number;
  instance: Scores;
  series: Scores;
  notes: Note[];
}

/**
 * Judges an output folder as the official MIDI validation script does and writes its files into `folder`: validation_results.db,
 * discrepancy_report_internal.csv, discrepancy_report_participant.csv, scoring_report_instance.xlsx, scoring_report_series.xlsx, pixel_validation.xlsx.
 * Where the script would stop, this goes on and says so in `notes`.
 */
export async function scoreOfficial(input: OfficialInput & { folder: string }): Promise<OfficialResult> {
  mkdirSync(input.folder, { recursive: true });
  const notes = new Notes();
  const table = new ResultsWriter(join(input.folder, 'validation_results.db'));
  const reports = new Reports(input.folder, notes);
  let rows = 0;
  for await (const batch of judgeOutputs(input, notes)) {
    for (const row of batch) reports.add(table.add(row), row);
    rows += batch.length;
  }
  table.close();
  return { rows, ...(await reports.close()), notes: notes.list() };
}
