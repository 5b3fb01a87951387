import { join } from 'node:path';
import { DiscrepancyWriter } from './discrepancy.ts';
import type { Notes } from './notes.ts';
import { PixelSheet } from './pixel-sheet.ts';
import type { OfficialRow } from './row.ts';
import { categoryKey } from './reported-codes.ts';
import { addVerdict, emptyScores, type Scores } from './scoring.ts';
import { scoringSheets } from './scoring-sheets.ts';
import { SeriesScoring } from './series-scoring.ts';
import { writeWorkbook } from './workbook.ts';

/** Everything that is written from the rows beside the table itself; rows come in table order. */
export class Reports {
  private readonly folder: string;
  private readonly notes: Notes;
  private readonly instanceScores = emptyScores();
  private readonly series = new SeriesScoring();
  private readonly discrepancies: DiscrepancyWriter;
  private readonly pixels = new PixelSheet();

  constructor(folder: string, notes: Notes) {
    this.folder = folder;
    this.notes = notes;
    this.discrepancies = new DiscrepancyWriter(
      join(folder, 'discrepancy_report_internal.csv'),
      join(folder, 'discrepancy_report_participant.csv'),
    );
  }

  add(index: number, row: OfficialRow): void {
    const action = row.check.action!;
    const category = categoryKey(row.check);
    if (category === null && (action === 'text_removed' || action === 'text_retained')) this.notes.add('NO_CATEGORY', `row ${index}`);
    addVerdict(this.instanceScores, action, category, row.judgement.verdict);
    this.series.add(row, category);
    this.discrepancies.add(index, row);
    this.pixels.add(index, row);
  }

  /** Writes the workbooks; returns the counts by instance and by series. */
  async close(): Promise<{ instance: Scores; series: Scores }> {
    this.discrepancies.close();
    const series = this.series.scores();
    await writeWorkbook(join(this.folder, 'scoring_report_instance.xlsx'), scoringSheets(this.instanceScores));
    await writeWorkbook(join(this.folder, 'scoring_report_series.xlsx'), scoringSheets(series));
    await this.pixels.write(join(this.folder, 'pixel_validation.xlsx'));
    return { instance: this.instanceScores, series };
  }
}
