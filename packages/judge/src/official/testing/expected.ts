import { readFileSync } from 'node:fs';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { readXlsx } from 'hucre/xlsx';
import { parseCsv } from '../csv.ts';

export type Row = Record<string, string | null>;

const NULL = '\\N';

/** Rows of a CSV file; NULL is written as `\N`. */
export function readRows(path: string): Row[] {
  const [header = [], ...rows] = readCells(path);
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] === NULL ? null : (row[i] ?? null)])));
}

/** The whole table of a validation_results.db, numbers as Python prints them. */
export function readTable(path: string): Row[] {
  const database = new DatabaseSync(path, { readOnly: true });
  const rows = database.prepare('SELECT * FROM validation_results ORDER BY "index"').all();
  database.close();
  return rows.map((row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, printed(name, value)])));
}

const printed = (name: string, value: SQLOutputValue): string | null =>
  value === null ? null : name === 'check_score' && Number.isInteger(value) ? `${value.toString()}.0` : value.toString();

/** A sheet of a workbook as text cells, empty ones as ''. */
export async function readSheet(path: string, name: string): Promise<string[][]> {
  const { sheets } = await readXlsx(readFileSync(path));
  const sheet = sheets.find((each) => each.name === name);
  return (sheet?.rows ?? []).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
}

export const readCells = (path: string): string[][] => parseCsv(readFileSync(path, 'utf8'));

/** How often each row occurs, its index left out. */
export function countRows(rows: readonly Row[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const key = JSON.stringify({ ...row, index: '' });
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
