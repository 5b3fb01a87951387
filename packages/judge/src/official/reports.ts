import { join } from 'node:path';
import type { Action } from '@deidbench/core/model';
import { reportedCategory } from '../key/categories.ts';
import type { Check } from '../key/check.ts';
import { PerCheck } from '../key/per-check.ts';
import { DiscrepancyWriter } from './discrepancy.ts';
import type { Notes } from './notes.ts';
import { PixelSheet } from './pixel-sheet.ts';
import type { OfficialRow } from './row.ts';
import { count, emptyScores, talliesOf, type Scores, type Tally } from './scoring.ts';
import { scoringSheets } from './scoring-sheets.ts';
import { SeriesScoring } from './series-scoring.ts';
import { writeWorkbook } from './workbook.ts';

/** Actions whose checks must have a code. */
const NEED_CODE: ReadonlySet<Action> = new Set<Action>(['text_removed', 'text_retained']);

interface Counted {
  scores: Scores;
  category: string | null;
  tallies: Tally[];
}

/** Worked out once a check. */
const counted = new PerCheck<Counted>();

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
    const { category, tallies } = this.countedIn(row.check);
    if (category === null && NEED_CODE.has(row.check.action!)) this.notes.add('NO_CATEGORY', `row ${index}`);
    count(tallies, row.judgement.verdict);
    this.series.add(row, category);
    this.discrepancies.add(index, row);
    this.pixels.add(index, row);
  }

  private countedIn(check: Check): Counted {
    const known = counted.get(check);
    if (known?.scores === this.instanceScores) return known;
    const category = categoryKey(check);
    const tallies = talliesOf(this.instanceScores, check.action!, category);
    return counted.set(check, { scores: this.instanceScores, category, tallies });
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

/** Category and code of a check as one text, `hipaa\tHIPAA-A`; null without a code. */
function categoryKey(check: Check): string | null {
  const { category, subcategory } = reportedCategory(check.action!, check.categories);
  return subcategory === null ? null : `${category}\t${subcategory}`;
}
