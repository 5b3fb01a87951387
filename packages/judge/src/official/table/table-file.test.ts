import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeColumns, type SqlValue } from './record.ts';
import { TableFile } from './table-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'table-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LAYOUT = {
  name: 't',
  sql: 'CREATE TABLE "t" ("index" INTEGER, "text" TEXT, "number" INTEGER, "score" REAL)',
  index: { name: 'i', sql: 'CREATE INDEX "i" ON "t" ("index")' },
};
type Row = [SqlValue, SqlValue, SqlValue];

function written(rows: readonly Row[]): string {
  const path = join(folder, 'x.db');
  const table = new TableFile(path, LAYOUT);
  for (const [text, number, score] of rows) table.add([encodeColumns([text]), encodeColumns([number, score])]);
  table.close();
  return path;
}

/** What SQLite itself finds wrong, and reads. */
function read(path: string): { integrity: unknown; rows: unknown[][]; byIndex: unknown[] } {
  const database = new DatabaseSync(path);
  const integrity = database.prepare('PRAGMA integrity_check').get()?.['integrity_check'];
  const rows = database
    .prepare('SELECT * FROM t')
    .all()
    .map((row) => Object.values(row));
  const find = database.prepare('SELECT text FROM t INDEXED BY i WHERE "index" = ?');
  const byIndex = rows.map((_, i) => find.get(i)?.['text']);
  database.close();
  return { integrity, rows, byIndex };
}

describe('a table written page by page', () => {
  it.each([0, 1, 2, 126, 127, 128, 129, 254, 255, 256, 5000, 70_000])('is whole for SQLite with %i rows', (count) => {
    const rows = Array.from({ length: count }, (_, i): Row => [`row ${i}`, i % 2 === 0 ? null : i, i / 3]);
    const { integrity, rows: found, byIndex } = read(written(rows));
    expect(integrity).toBe('ok');
    expect(found).toEqual(rows.map((row, i) => [i, ...row]));
    expect(byIndex).toEqual(rows.map(([text]) => text));
  });

  it('holds texts of any length and kind', () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 3900, max: 4200 }), fc.integer({ min: 8000, max: 30_000 }));
    const text = fc.oneof(
      fc.constant(null),
      length.map((size) => 'a'.repeat(size)),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }).map((each) => each.toWellFormed()),
    );
    const number = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 2 ** 46 }));
    const score = fc.oneof(
      fc.constant(null),
      fc.double({ min: 0, max: 1, noNaN: true }).map((each) => each + 0),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(text, number, score), { maxLength: 40 }), (rows) => {
        const { integrity, rows: found } = read(written(rows));
        expect(integrity).toBe('ok');
        expect(found).toEqual(rows.map((row, i) => [i, ...row]));
      }),
      { numRuns: 60 },
    );
  });

  it('can be changed by SQLite afterwards', () => {
    const path = written(Array.from({ length: 500 }, (_, i): Row => [`row ${i}`, 0, null]));
    const database = new DatabaseSync(path);
    database.exec(
      `UPDATE t SET text = 'other' WHERE "index" % 2 = 0; DELETE FROM t WHERE "index" = 7; INSERT INTO t VALUES (500, 'new', 1, 0.5)`,
    );
    expect(database.prepare('PRAGMA integrity_check').get()?.['integrity_check']).toBe('ok');
    expect(database.prepare("SELECT count(*) AS n FROM t WHERE text = 'other'").get()?.['n']).toBe(250);
    database.close();
  });
});
