import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { VERDICT } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type CategoryField } from '../key/categories.ts';
import type { OfficialRow } from './row.ts';

/** Columns of the official table in its order, with their SQLite types. */
const COLUMNS = {
  index: 'INTEGER',
  file_index: 'INTEGER',
  check_index: 'TEXT',
  check_passed: 'INTEGER',
  check_score: 'REAL',
  action: 'TEXT',
  action_text: 'TEXT',
  file_value: 'TEXT',
  answer_value: 'TEXT',
  tag: 'TEXT',
  tag_ds: 'TEXT',
  tag_name: 'TEXT',
  modality: 'TEXT',
  class: 'TEXT',
  patient: 'TEXT',
  study: 'TEXT',
  series: 'TEXT',
  instance: 'TEXT',
  file_name: 'TEXT',
  file_path: 'TEXT',
} as const;

/** The category columns in the table's order: prev_cat comes first there. */
export const CATEGORY_COLUMNS: readonly CategoryField[] = ['prev_cat', ...CATEGORY_FIELDS.filter((name) => name !== 'prev_cat')];

const SCHEMA = `CREATE TABLE "validation_results" (
${[...Object.entries(COLUMNS), ...CATEGORY_COLUMNS.map((name) => [name, 'TEXT'])].map(([name, type]) => `"${name}" ${type}`).join(',\n  ')}
)`;

/** The number of `check_passed`: 1, 0, or null for a blank. */
export const passedOf = ({ judgement }: OfficialRow): number | null =>
  judgement.verdict === VERDICT.blank ? null : judgement.verdict === VERDICT.pass ? 1 : 0;

/** Text of a category field as the table shows it; a key that leaves prev_cat out shows as `nan`. */
export const categoryText = (row: OfficialRow, name: CategoryField): string | null => {
  const code = row.check.categories[name];
  return code === undefined && name === 'prev_cat' ? 'nan' : (code ?? null);
};

/** Writes `validation_results.db`, one transaction, rows counted from 0. An older file of that name is replaced. */
export class ResultsWriter {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private rows = 0;

  constructor(path: string) {
    rmSync(path, { force: true });
    this.database = new DatabaseSync(path);
    this.database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192; ${SCHEMA}; BEGIN`);
    const places = Object.keys(COLUMNS).length + CATEGORY_COLUMNS.length;
    this.insert = this.database.prepare(`INSERT INTO validation_results VALUES (${Array(places).fill('?').join(', ')})`);
  }

  /** Adds a row and returns its index. */
  add(row: OfficialRow): number {
    const { check, judgement, subject } = row;
    this.insert.run(
      this.rows,
      row.fileIndex,
      row.checkIndex,
      passedOf(row),
      judgement.score,
      check.actionField,
      check.actionText,
      judgement.fileValue,
      judgement.answerValue,
      check.tag,
      check.tagPath,
      check.tagName,
      subject.modality,
      subject.sopClass,
      subject.patient,
      subject.study,
      subject.series,
      subject.instance,
      null,
      null,
      ...CATEGORY_COLUMNS.map((name) => categoryText(row, name)),
    );
    this.rows += 1;
    return this.rows - 1;
  }

  close(): void {
    this.database.exec('COMMIT; CREATE INDEX "ix_validation_results_index" ON "validation_results" ("index")');
    this.database.close();
  }
}
