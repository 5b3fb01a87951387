import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { VERDICT } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type Categories, type CategoryField } from '../key/categories.ts';
import type { Check } from '../key/check.ts';
import type { OfficialRow, RowSubject } from './row.ts';

/** The category columns in the table's order: prev_cat comes first there. */
const CATEGORY_COLUMNS: readonly CategoryField[] = ['prev_cat', ...CATEGORY_FIELDS.filter((name) => name !== 'prev_cat')];

const texts = (names: readonly string[]): string => names.map((name) => `"${name}" TEXT`).join(', ');
const SUBJECT_COLUMNS = ['modality', 'class', 'patient', 'study', 'series', 'instance'];

/** The official table, its columns in its order. */
const TABLE = `CREATE TABLE "validation_results" ("index" INTEGER, "file_index" INTEGER, "check_index" TEXT, "check_passed" INTEGER,
  "check_score" REAL, ${texts(['action', 'action_text', 'file_value', 'answer_value', 'tag', 'tag_ds', 'tag_name', ...SUBJECT_COLUMNS])},
  ${texts(['file_name', 'file_path', ...CATEGORY_COLUMNS])})`;

/** What many rows share is handed over once and joined by SQLite, which is twice as fast as binding 29 values a row. */
const SHARED = `
CREATE TEMP TABLE checks (id INTEGER PRIMARY KEY, ${texts(['action', 'action_text', 'value', 'tag', 'tag_ds', 'tag_name', ...CATEGORY_COLUMNS])});
CREATE TEMP TABLE subjects (id INTEGER PRIMARY KEY, ${texts(SUBJECT_COLUMNS)});
CREATE TEMP TABLE narrow ("index" INTEGER PRIMARY KEY, file_index, check_index, check_passed, check_score, file_value, answer_value, own_answer, check_id, subject_id)`;

const JOIN = `INSERT INTO validation_results
SELECT n."index", n.file_index, n.check_index, n.check_passed, n.check_score, c.action, c.action_text, n.file_value,
  CASE n.own_answer WHEN 1 THEN n.answer_value ELSE c.value END, c.tag, c.tag_ds, c.tag_name,
  ${SUBJECT_COLUMNS.map((name) => `s."${name}"`).join(', ')}, NULL, NULL, ${CATEGORY_COLUMNS.map((name) => `c.${name}`).join(', ')}
FROM narrow n CROSS JOIN checks c ON c.id = n.check_id CROSS JOIN subjects s ON s.id = n.subject_id ORDER BY n."index"`;

/** Rows gathered before they are joined. */
const CHUNK = 20_000;

/** The number of `check_passed`: 1, 0, or null for a blank. */
export const passedOf = ({ judgement }: OfficialRow): number | null =>
  judgement.verdict === VERDICT.blank ? null : judgement.verdict === VERDICT.pass ? 1 : 0;

/** Text of a category field as the table shows it; a key that leaves prev_cat out shows as `nan`. */
export function categoryText(categories: Categories, name: CategoryField): string | null {
  const code = categories[name];
  return code === undefined && name === 'prev_cat' ? 'nan' : (code ?? null);
}

const values = (count: number): string => Array(count).fill('?').join(', ');

/** Writes `validation_results.db`, one transaction, rows counted from 0. An older file of that name is replaced. */
export class ResultsWriter {
  private readonly database: DatabaseSync;
  private readonly insertRow: StatementSync;
  private readonly insertCheck: StatementSync;
  private readonly insertSubject: StatementSync;
  private checks = new Map<Check, number>();
  private subjects = new Map<RowSubject, number>();
  private rows = 0;
  private gathered = 0;

  constructor(path: string) {
    rmSync(path, { force: true });
    this.database = new DatabaseSync(path);
    this.database.exec(
      `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; ${TABLE}; ${SHARED}; BEGIN`,
    );
    this.insertRow = this.database.prepare(`INSERT INTO narrow VALUES (${values(10)})`);
    this.insertCheck = this.database.prepare(`INSERT INTO checks VALUES (${values(7 + CATEGORY_COLUMNS.length)})`);
    this.insertSubject = this.database.prepare(`INSERT INTO subjects VALUES (${values(1 + SUBJECT_COLUMNS.length)})`);
  }

  /** Adds a row and returns its index. */
  add(row: OfficialRow): number {
    const { check, judgement } = row;
    const own = judgement.answerValue === check.value ? 0 : 1;
    this.insertRow.run(
      this.rows,
      row.fileIndex,
      row.checkIndex,
      passedOf(row),
      judgement.score,
      judgement.fileValue,
      own === 1 ? judgement.answerValue : null,
      own,
      this.checks.get(check) ?? this.addCheck(check),
      this.subjects.get(row.subject) ?? this.addSubject(row.subject),
    );
    this.gathered += 1;
    if (this.gathered >= CHUNK) this.join();
    this.rows += 1;
    return this.rows - 1;
  }

  close(): void {
    this.join();
    this.database.exec('COMMIT; CREATE INDEX "ix_validation_results_index" ON "validation_results" ("index")');
    this.database.close();
  }

  private addCheck(check: Check): number {
    const id = this.checks.size;
    const { actionField, actionText, value, tag, tagPath, tagName, categories } = check;
    const codes = CATEGORY_COLUMNS.map((name) => categoryText(categories, name));
    this.insertCheck.run(id, actionField, actionText, value, tag, tagPath, tagName, ...codes);
    this.checks.set(check, id);
    return id;
  }

  private addSubject(subject: RowSubject): number {
    const id = this.subjects.size;
    const { modality, sopClass, patient, study, series, instance } = subject;
    this.insertSubject.run(id, modality, sopClass, patient, study, series, instance);
    this.subjects.set(subject, id);
    return id;
  }

  private join(): void {
    this.database.exec(`${JOIN}; DELETE FROM narrow; DELETE FROM checks; DELETE FROM subjects`);
    this.checks = new Map();
    this.subjects = new Map();
    this.gathered = 0;
  }
}
