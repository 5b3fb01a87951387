import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { JudgeError } from '../../errors.ts';
import { AnswerKeyWriter, type KeyEntry, type KeyScope } from '../write.ts';
import { COLUMNS, fromCells, SCOPES, type Cells, type Column } from './cells.ts';
import { csvRecords } from './records.ts';

const SQLITE = 'SQLite format 3';

/** True for a key in the curators' CSV form: a file named so, or one that is no SQLite file and starts with a scope's column. */
export function isCuratorsKey(path: string): boolean {
  if (!existsSync(path)) return false;
  const fd = openSync(path, 'r');
  try {
    const head = Buffer.alloc(64);
    const text = head.toString('latin1', 0, readSync(fd, head, 0, 64, 0));
    if (text.startsWith(SQLITE)) return false;
    return /\.csv$/iu.test(path) || /^(?:\u00ef\u00bb\u00bf)?"?scope"?,/iu.test(text);
  } finally {
    closeSync(fd);
  }
}

/**
 * Writes the SQLite form of a key in the curators' CSV form: every instance that a row names gets its own rows and those of its series, study
 * and patient. `to` is replaced.
 * @throws {JudgeError} BAD_CSV naming the row
 */
export function readCuratorsKey(path: string, to: string): void {
  const staging = `${to}.staging`;
  for (const file of [to, staging]) rmSync(file, { force: true });
  const stage = new Stage(staging);
  try {
    stage.fill(path);
    stage.writeKey(to);
  } finally {
    stage.close();
    rmSync(staging, { force: true });
  }
}

/** Rows by whom they are about, on disk: a full key has millions. */
class Stage {
  private readonly database: DatabaseSync;
  private readonly entries = new Map<string, KeyEntry[]>();

  constructor(path: string) {
    this.database = new DatabaseSync(path);
    this.database.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
      CREATE TABLE instances (sop TEXT PRIMARY KEY, patient TEXT, study TEXT, series TEXT, modality TEXT, class TEXT);
      CREATE TABLE rows (about TEXT, entry TEXT); BEGIN`);
  }

  fill(path: string): void {
    const addRow = this.database.prepare('INSERT INTO rows VALUES (?, ?)');
    const addInstance = this.database.prepare('INSERT OR IGNORE INTO instances VALUES (?, ?, ?, ?, ?, ?)');
    let columns: Column[] | undefined;
    let line = 0;
    for (const record of csvRecords(path)) {
      line += 1;
      if (columns === undefined) {
        columns = columnsOf(path, record);
        continue;
      }
      const cells = cellsOf(path, line, columns, record);
      const entry = fromCells(cells);
      if (typeof entry === 'string') throw badRow(path, line, entry);
      addRow.run(aboutOf(path, line, cells), JSON.stringify(entry));
      if (cells.scope === 'Instance')
        addInstance.run(cells.instance, cells.patient, cells.study, cells.series, cells.modality, cells.class);
    }
    if (columns === undefined) throw new JudgeError('BAD_CSV', `${path}: is empty; give the answer key in its CSV or SQLite form.`);
    this.database.exec('COMMIT; CREATE INDEX about ON rows (about)');
  }

  writeKey(to: string): void {
    const writer = new AnswerKeyWriter(to);
    for (const row of this.database.prepare('SELECT * FROM instances ORDER BY rowid').iterate()) {
      const { sop = '', patient = '', study = '', series = '', modality = '', class: sopClass = '' } = row as Record<string, string>;
      const wide = [`Patient ${patient}`, `Study ${study}`, `Series ${series}`].flatMap((about) => this.shared(about));
      const checks = [...wide, ...this.entriesOf(`Instance ${sop}`)];
      const pixels = checks.find(({ action }) => action === 'pixels_retained')?.actionText ?? null;
      writer.add({ modality, sopClass, patient, study, series, sop, digest: pixels, checks });
    }
    writer.close();
  }

  close(): void {
    this.database.close();
  }

  /** Instances of a series follow each other: a few lists are kept. */
  private shared(about: string): KeyEntry[] {
    let list = this.entries.get(about);
    if (list === undefined) {
      if (this.entries.size > 50) this.entries.clear();
      this.entries.set(about, (list = this.entriesOf(about)));
    }
    return list;
  }

  private entriesOf(about: string): KeyEntry[] {
    return this.database
      .prepare('SELECT entry FROM rows WHERE about = ? ORDER BY rowid')
      .all(about)
      .map((row) => JSON.parse(String(row['entry'])) as KeyEntry);
  }
}

/** Columns may stand in any order, and be written with spaces. */
function columnsOf(path: string, header: readonly string[]): Column[] {
  const found = header.map(
    (name) =>
      name
        .replace(/^\uFEFF/u, '')
        .trim()
        .toLowerCase()
        .replaceAll(' ', '_') as Column,
  );
  const missing = COLUMNS.filter((name) => !found.includes(name));
  if (missing.length > 0)
    throw new JudgeError(
      'BAD_CSV',
      `${path}: lacks the column ${missing.join(', ')}; without it nothing tells whom a row is about. Give the key that synth wrote, or its SQLite form.`,
    );
  return found;
}

function cellsOf(path: string, line: number, columns: readonly Column[], record: readonly string[]): Cells {
  if (record.length !== columns.length) throw badRow(path, line, `${record.length} fields, and the first line has ${columns.length}`);
  return Object.fromEntries(columns.map((column, i) => [column, record[i] ?? ''])) as Cells;
}

function aboutOf(path: string, line: number, cells: Cells): string {
  if (!SCOPES.includes(cells.scope as KeyScope))
    throw badRow(path, line, `scope ${JSON.stringify(cells.scope)} is none of ${SCOPES.join(', ')}`);
  const id = { Patient: cells.patient, Study: cells.study, Series: cells.series, Instance: cells.instance }[cells.scope as KeyScope];
  if (id === '') throw badRow(path, line, `a row of scope ${cells.scope} names no ${cells.scope.toLowerCase()}`);
  return `${cells.scope} ${id}`;
}

const badRow = (path: string, line: number, what: string): JudgeError =>
  new JudgeError('BAD_CSV', `${path}, row ${line}: ${what}. Mend it, or give the SQLite form.`);
