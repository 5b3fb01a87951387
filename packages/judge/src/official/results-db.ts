import { rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { VERDICT } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type Categories, type CategoryField } from '../key/categories.ts';
import type { Check } from '../key/check.ts';
import type { Judgement } from '../actions/types.ts';
import type { OfficialRow, RowSubject } from './row.ts';

/** The category columns in the table's order: prev_cat comes first there. */
const CATEGORY_COLUMNS: readonly CategoryField[] = ['prev_cat', ...CATEGORY_FIELDS.filter((name) => name !== 'prev_cat')];

const texts = (names: readonly string[]): string => names.map((name) => `"${name}" TEXT`).join(', ');
const SUBJECT_COLUMNS = ['modality', 'class', 'patient', 'study', 'series', 'instance'];

/** The official table, its columns in its order. */
const TABLE = `CREATE TABLE "validation_results" ("index" INTEGER, "file_index" INTEGER, "check_index" TEXT, "check_passed" INTEGER,
  "check_score" REAL, ${texts(['action', 'action_text', 'file_value', 'answer_value', 'tag', 'tag_ds', 'tag_name', ...SUBJECT_COLUMNS])},
  ${texts(['file_name', 'file_path', ...CATEGORY_COLUMNS])})`;

/**
 * What rows share is handed over once and joined by SQLite, which is far cheaper than binding 29 values a row: a fact is a check with its outcome and
 * the text found, equal for most files of a series; a subject is a file.
 */
const FACT_COLUMNS = [
  'check_index',
  'check_passed',
  'check_score',
  'action',
  'action_text',
  'file_value',
  'answer_value',
  'tag',
  'tag_ds',
  'tag_name',
];
const SHARED = `
CREATE TEMP TABLE facts (id INTEGER PRIMARY KEY, ${[...FACT_COLUMNS, ...CATEGORY_COLUMNS].join(', ')});
CREATE TEMP TABLE subjects (id INTEGER PRIMARY KEY, file_index, ${SUBJECT_COLUMNS.join(', ')});
CREATE TEMP TABLE pairs ("index" INTEGER PRIMARY KEY, fact, subject)`;

const JOIN = `INSERT INTO validation_results
SELECT p."index", s.file_index, ${FACT_COLUMNS.map((name) => `f.${name}`).join(', ')},
  ${SUBJECT_COLUMNS.map((name) => `s.${name}`).join(', ')}, NULL, NULL, ${CATEGORY_COLUMNS.map((name) => `f.${name}`).join(', ')}
FROM pairs p CROSS JOIN facts f ON f.id = p.fact CROSS JOIN subjects s ON s.id = p.subject ORDER BY p."index"`;

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

interface Fact {
  id: number;
  check: Check;
  name: string;
}

/** Writes `validation_results.db`, one transaction, rows counted from 0. An older file of that name is replaced. */
export class ResultsWriter {
  private readonly database: DatabaseSync;
  private readonly insertPair: StatementSync;
  private readonly insertFact: StatementSync;
  private readonly insertSubject: StatementSync;
  /** Checks that repeat give the same judgement object. */
  private facts = new Map<Judgement, Fact>();
  private factCount = 0;
  private subject: { of: RowSubject; fileIndex: number | null; id: number } | undefined;
  private subjectCount = 0;
  private rows = 0;
  private gathered = 0;

  constructor(path: string) {
    rmSync(path, { force: true });
    this.database = new DatabaseSync(path);
    this.database.exec(
      `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384; ${TABLE}; ${SHARED}; BEGIN`,
    );
    this.insertPair = this.database.prepare('INSERT INTO pairs VALUES (?, ?, ?)');
    this.insertFact = this.database.prepare(`INSERT INTO facts VALUES (${values(1 + FACT_COLUMNS.length + CATEGORY_COLUMNS.length)})`);
    this.insertSubject = this.database.prepare(`INSERT INTO subjects VALUES (${values(2 + SUBJECT_COLUMNS.length)})`);
  }

  /** Adds a row and returns its index. */
  add(row: OfficialRow): number {
    this.insertPair.run(this.rows, this.factOf(row), this.subjectOf(row));
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

  private factOf(row: OfficialRow): number {
    const { check, checkIndex: name, judgement } = row;
    const known = this.facts.get(judgement);
    if (known !== undefined && known.check === check && known.name === name) return known.id;
    const id = this.factCount;
    const { actionField, actionText, tag, tagPath, tagName, categories } = check;
    const { score, fileValue, answerValue } = judgement;
    const codes = CATEGORY_COLUMNS.map((column) => categoryText(categories, column));
    this.insertFact.run(id, name, passedOf(row), score, actionField, actionText, fileValue, answerValue, tag, tagPath, tagName, ...codes);
    this.facts.set(judgement, { id, check, name });
    this.factCount += 1;
    return id;
  }

  private subjectOf({ subject, fileIndex }: OfficialRow): number {
    if (this.subject?.of === subject && this.subject.fileIndex === fileIndex) return this.subject.id;
    const id = this.subjectCount;
    const { modality, sopClass, patient, study, series, instance } = subject;
    this.insertSubject.run(id, fileIndex, modality, sopClass, patient, study, series, instance);
    this.subject = { of: subject, fileIndex, id };
    this.subjectCount += 1;
    return id;
  }

  private join(): void {
    this.database.exec(`${JOIN}; DELETE FROM pairs; DELETE FROM facts; DELETE FROM subjects`);
    this.facts = new Map();
    this.factCount = 0;
    this.subject = undefined;
    this.subjectCount = 0;
    this.gathered = 0;
  }
}
