import { rmSync } from 'node:fs';
import { VERDICT } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type Categories, type CategoryField } from '../key/categories.ts';
import { PerCheck } from '../key/per-check.ts';
import type { Judgement } from '../actions/types.ts';
import type { OfficialRow, RowSubject } from './row.ts';
import { encodeColumns, type Columns } from './table/record.ts';
import { TableFile, type TableLayout } from './table/table-file.ts';

/** The category columns in the table's order: prev_cat comes first there. */
const CATEGORY_COLUMNS: readonly CategoryField[] = ['prev_cat', ...CATEGORY_FIELDS.filter((name) => name !== 'prev_cat')];

const texts = (names: readonly string[]): string => names.map((name) => `"${name}" TEXT`).join(', ');
const SUBJECT_COLUMNS = ['modality', 'class', 'patient', 'study', 'series', 'instance'];

/** The official table, its columns in its order. */
const TABLE: TableLayout = {
  name: 'validation_results',
  sql: `CREATE TABLE "validation_results" ("index" INTEGER, "file_index" INTEGER, "check_index" TEXT, "check_passed" INTEGER,
  "check_score" REAL, ${texts(['action', 'action_text', 'file_value', 'answer_value', 'tag', 'tag_ds', 'tag_name', ...SUBJECT_COLUMNS])},
  ${texts(['file_name', 'file_path', ...CATEGORY_COLUMNS])})`,
  index: {
    name: 'ix_validation_results_index',
    sql: 'CREATE INDEX "ix_validation_results_index" ON "validation_results" ("index")',
  },
};

/** The number of `check_passed`: 1, 0, or null for a blank. */
export const passedOf = ({ judgement }: OfficialRow): number | null =>
  judgement.verdict === VERDICT.blank ? null : judgement.verdict === VERDICT.pass ? 1 : 0;

/** Text of a category field as the table shows it; a key that leaves prev_cat out shows as `nan`. */
export function categoryText(categories: Categories, name: CategoryField): string | null {
  const code = categories[name];
  return code === undefined && name === 'prev_cat' ? 'nan' : (code ?? null);
}

/** Columns that depend on the check and its outcome, equal for most files of a series. */
interface Fact {
  name: string;
  judgement: Judgement;
  columns: Columns;
}

const facts = new PerCheck<Fact>();
/** Few different sets of codes are shared by all checks. Bounded, emptied when full. */
const codes = new Map<Categories, Columns>();
const CODES_LIMIT = 5_000;

function codesOf(categories: Categories): Columns {
  let known = codes.get(categories);
  if (known === undefined) {
    if (codes.size >= CODES_LIMIT) codes.clear();
    // file_name and file_path stand before the codes; the script leaves them empty.
    known = encodeColumns([null, null, ...CATEGORY_COLUMNS.map((column) => categoryText(categories, column))]);
    codes.set(categories, known);
  }
  return known;
}

function factOf(row: OfficialRow): Columns {
  const { check, checkIndex: name, judgement } = row;
  const known = facts.get(check);
  if (known !== undefined && known.judgement === judgement && known.name === name) return known.columns;
  const { actionField, actionText, tag, tagPath, tagName } = check;
  const { score, fileValue, answerValue } = judgement;
  const columns = encodeColumns([name, passedOf(row), score, actionField, actionText, fileValue, answerValue, tag, tagPath, tagName]);
  facts.set(check, { name, judgement, columns });
  return columns;
}

/** Writes `validation_results.db`, rows counted from 0. An older file of that name is replaced. */
export class ResultsWriter {
  private readonly table: TableFile;
  private readonly place = { of: undefined as RowSubject | undefined, fileIndex: undefined as number | null | undefined };
  /** File index, fact, subject, codes of the row at hand. */
  private readonly parts: [Columns, Columns, Columns, Columns];

  constructor(path: string) {
    rmSync(path, { force: true });
    this.table = new TableFile(path, TABLE);
    const none = encodeColumns([]);
    this.parts = [none, none, none, none];
  }

  /** Adds a row and returns its index. */
  add(row: OfficialRow): number {
    this.goTo(row);
    this.parts[1] = factOf(row);
    this.parts[3] = codesOf(row.check.categories);
    return this.table.add(this.parts);
  }

  close(): void {
    this.table.close();
  }

  /** Rows of a file follow each other. */
  private goTo({ subject, fileIndex }: OfficialRow): void {
    if (this.place.of === subject && this.place.fileIndex === fileIndex) return;
    const { modality, sopClass, patient, study, series, instance } = subject;
    this.place.of = subject;
    this.place.fileIndex = fileIndex;
    this.parts[0] = encodeColumns([fileIndex]);
    this.parts[2] = encodeColumns([modality, sopClass, patient === null ? null : String(patient), study, series, instance]);
  }
}
