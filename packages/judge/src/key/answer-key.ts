import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { JudgeError } from '../errors.ts';
import { KeyCompiler, type KeyChecks } from './compile.ts';

/** Who a row of the key is about, without its checks. Texts as in the table, bare. */
export interface KeyRow {
  /** Place in the table, from 0. */
  readonly ordinal: number;
  readonly modality: string;
  readonly sopClass: string;
  readonly patient: string;
  /** The key holds the Patient ID as a number, not as a text. */
  readonly patientIsNumber: boolean;
  readonly study: string;
  readonly series: string;
  readonly sop: string;
  /** `<Patient>` … `<Instance>` in keys of the older layout, else undefined. */
  readonly scope: string | undefined;
}

/** Something of the key that can't be judged; the rest is. */
export interface KeyNote {
  code: 'BAD_JSON' | 'EMPTY_ROW';
  ordinal: number;
  sop: string;
  message: string;
}

/** An open answer key. Rows are read when their checks are asked for: the whole key is never in memory. */
export interface AnswerKey {
  readonly path: string;
  /** True for keys of the older layout, whose rows name the scope that they hold for. */
  readonly scoped: boolean;
  readonly rows: readonly KeyRow[];
  /** Rows of an original SOP Instance UID, in table order. */
  rowsOf(sop: string): readonly KeyRow[];
  /** Checks of a row; none where its AnswerData can't be read, which `notes` then says. Cheapest when rows of a series are asked for together. */
  checksOf(row: KeyRow): KeyChecks;
  /** What was said of the rows read so far. */
  notes(): readonly KeyNote[];
  close(): void;
}

const COLUMNS = ['Modality', 'SOPClassUID', 'PatientID', 'StudyInstanceUID', 'SeriesInstanceUID', 'SOPInstanceUID', 'AnswerData'] as const;

/**
 * Opens a MIDI answer key (SQLite, table `answer_data`) for reading.
 * @throws {JudgeError} NO_FILE, NOT_SQLITE, NO_TABLE, NO_COLUMN
 */
export function openAnswerKey(path: string): AnswerKey {
  const database = openDatabase(path);
  try {
    const columns = columnsOf(database, path);
    return new SqliteKey(path, database, columns.has('scope'));
  } catch (error) {
    database.close();
    throw error;
  }
}

function openDatabase(path: string): DatabaseSync {
  if (!existsSync(path))
    throw new JudgeError('NO_FILE', `${path}: no such file; give the answer key, an SQLite file with the table answer_data.`);
  try {
    return new DatabaseSync(withoutLocks(path), { readOnly: true });
  } catch (error) {
    throw new JudgeError('NOT_SQLITE', `${path}: can't be opened (${(error as Error).message}); give the answer key's SQLite file.`);
  }
}

/** A key never changes while it is read: without locks it can lie on a shared disk, where SQLite's do not hold. Not so with a write-ahead log beside it. */
function withoutLocks(path: string): string | URL {
  if (existsSync(`${path}-wal`)) return path;
  const url = pathToFileURL(path);
  url.searchParams.set('immutable', '1');
  return url;
}

function columnsOf(database: DatabaseSync, path: string): Set<string> {
  let names: Set<string>;
  try {
    names = new Set(
      database
        .prepare("SELECT name FROM pragma_table_info('answer_data')")
        .all()
        .map((row) => String(row['name'])),
    );
  } catch (error) {
    throw new JudgeError('NOT_SQLITE', `${path}: is no SQLite file (${(error as Error).message}); give the answer key's SQLite file.`);
  }
  if (names.size === 0) throw new JudgeError('NO_TABLE', `${path}: has no table answer_data; give a MIDI answer key.`);
  const missing = COLUMNS.filter((name) => !names.has(name));
  if (missing.length > 0) {
    throw new JudgeError('NO_COLUMN', `${path}: table answer_data lacks ${missing.join(', ')}; give a MIDI answer key.`);
  }
  if (!hasRowids(database))
    throw new JudgeError('NO_TABLE', `${path}: answer_data is no plain table (a view, say); give a MIDI answer key.`);
  return names;
}

/** Rows are read by their number, which views and tables WITHOUT ROWID lack. */
function hasRowids(database: DatabaseSync): boolean {
  try {
    database.prepare('SELECT rowid FROM answer_data LIMIT 1').get();
    return true;
  } catch {
    return false;
  }
}

class SqliteKey implements AnswerKey {
  readonly path: string;
  readonly scoped: boolean;
  readonly rows: readonly KeyRow[];
  private readonly database: DatabaseSync;
  private readonly rowids: readonly number[];
  private readonly bySop = new Map<string, KeyRow[]>();
  private readonly said = new Map<number, KeyNote>();
  private readonly compiler = new KeyCompiler();
  private readonly answer: StatementSync;
  private readonly utf8: boolean;

  constructor(path: string, database: DatabaseSync, scoped: boolean) {
    this.path = path;
    this.scoped = scoped;
    this.database = database;
    this.utf8 = database.prepare('PRAGMA encoding').get()?.['encoding'] === 'UTF-8';
    this.answer = database.prepare(
      `SELECT ${this.utf8 ? 'CAST(AnswerData AS BLOB)' : 'CAST(AnswerData AS TEXT)'} AS answer FROM answer_data WHERE rowid = ?`,
    );
    const { rows, rowids } = readRows(database, scoped);
    this.rows = rows;
    this.rowids = rowids;
    for (const row of rows) {
      const same = this.bySop.get(row.sop);
      if (same) same.push(row);
      else this.bySop.set(row.sop, [row]);
    }
  }

  rowsOf(sop: string): readonly KeyRow[] {
    return this.bySop.get(sop) ?? [];
  }

  checksOf(row: KeyRow): KeyChecks {
    const answer = this.answer.get(this.rowids[row.ordinal]!)?.['answer'];
    const bytes = toBuffer(answer);
    const compiled = bytes && this.compiler.compile(bytes);
    if (compiled === undefined) return this.say(row, 'BAD_JSON', 'AnswerData is not a JSON object of checks');
    return compiled.checks.length === 0 ? this.say(row, 'EMPTY_ROW', 'AnswerData holds no check') : compiled;
  }

  notes(): readonly KeyNote[] {
    return [...this.said.values()].toSorted((a, b) => a.ordinal - b.ordinal);
  }

  close(): void {
    this.database.close();
  }

  private say(row: KeyRow, code: KeyNote['code'], what: string): KeyChecks {
    const message = `${this.path}, row ${row.ordinal} of answer_data: ${what}. The other rows are judged.`;
    this.said.set(row.ordinal, { code, ordinal: row.ordinal, sop: row.sop, message });
    return { checks: [], names: undefined, readable: code !== 'BAD_JSON' };
  }
}

function toBuffer(answer: unknown): Buffer | undefined {
  if (answer instanceof Uint8Array) return Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength);
  return typeof answer === 'string' ? Buffer.from(answer, 'utf8') : undefined;
}

function readRows(database: DatabaseSync, scoped: boolean): { rows: KeyRow[]; rowids: number[] } {
  const text = (name: string): string => `COALESCE(CAST(${name} AS TEXT), '') AS ${name}`;
  const columns = [...COLUMNS.filter((name) => name !== 'AnswerData'), ...(scoped ? ['scope'] : [])].map(text).join(', ');
  const shared = new Map<string, string>();
  // Most of a series' texts are equal: one string for all of them keeps 170,000 rows small.
  const share = (value: unknown): string => {
    const string = String(value);
    return shared.get(string) ?? (shared.set(string, string), string);
  };
  const rows: KeyRow[] = [];
  const rowids: number[] = [];
  for (const row of database
    .prepare(`SELECT rowid AS rowid, typeof(PatientID) = 'integer' AS number, ${columns} FROM answer_data ORDER BY rowid`)
    .iterate()) {
    rowids.push(Number(row['rowid']));
    rows.push({
      ordinal: rows.length,
      modality: share(row['Modality']),
      sopClass: share(row['SOPClassUID']),
      patient: share(row['PatientID']),
      patientIsNumber: row['number'] === 1,
      study: share(row['StudyInstanceUID']),
      series: share(row['SeriesInstanceUID']),
      sop: String(row['SOPInstanceUID']),
      scope: scoped ? share(row['scope']) : undefined,
    });
  }
  return { rows, rowids };
}
