import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { JudgeError } from '../errors.ts';
import { applyEdits } from './import-edits.ts';
import { judgeOutputs, type OfficialInput } from './judge-outputs.ts';
import { Notes, type Note } from './notes.ts';
import { readPixelEdits } from './pixel-sheet.ts';
import { Reports } from './reports.ts';
import { ResultsWriter } from './results-db.ts';
import type { Scores } from './scoring.ts';
import { storedRows } from './stored-rows.ts';

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

/**
 * Brings a person's edits of `pixel_validation.xlsx` into the official files of `folder`: pass and score are overwritten by row index (an empty cell
 * makes the row blank), then all reports are written anew.
 * @throws {JudgeError} NO_FILE, BAD_PIXEL_SHEET
 */
export async function importPixelEdits(folder: string, sheet = join(folder, 'pixel_validation.xlsx')): Promise<OfficialResult> {
  const table = join(folder, 'validation_results.db');
  if (!existsSync(table)) throw new JudgeError('NO_FILE', `${table}: no such file; score the output folder first.`);
  const unknown = applyEdits(table, await readPixelEdits(sheet));
  if (unknown.length > 0) {
    throw new JudgeError(
      'BAD_PIXEL_SHEET',
      `${sheet}: the table has no row ${unknown.slice(0, 5).join(', ')}; give the sheet of this very run.`,
    );
  }
  const notes = new Notes();
  const reports = new Reports(folder, notes);
  let rows = 0;
  for (const { index, row } of storedRows(table)) {
    reports.add(index, row);
    rows += 1;
  }
  return { rows, ...(await reports.close()), notes: notes.list() };
}
