import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { readBatches } from './batches.ts';
import { csvField, parseCsv, pythonCsvField } from './csv.ts';
import { readCrosswalk } from './maps.ts';
import { percent } from './percent.ts';

const folder = mkdtempSync(join(tmpdir(), 'official-csv-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string | Buffer): string {
  const path = join(folder, 'file.csv');
  writeFileSync(path, text);
  return path;
}

describe('CSV', () => {
  it('reads what it writes', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é') });
    fc.assert(
      fc.property(fc.array(fc.array(field, { minLength: 2, maxLength: 4 }), { maxLength: 5 }), (rows) => {
        expect(parseCsv(rows.map((row) => `${row.map(csvField).join(',')}\n`).join(''))).toEqual(rows);
      }),
    );
  });

  it('takes CRLF, quotes in the middle and a missing last line end', () => {
    expect(parseCsv('a,"b ""c"" d"\r\n\r\n1,')).toEqual([
      ['a', 'b "c" d'],
      ['1', ''],
    ]);
  });
});

describe('crosswalks', () => {
  it('take the first of repeated rows, and count the others', () => {
    const crosswalk = readCrosswalk(file('id_old,id_new\n1,a\n2,b\n1,c\n'));
    expect([...crosswalk.map]).toEqual([
      ['1', 'a'],
      ['2', 'b'],
    ]);
    expect(crosswalk.repeated).toBe(1);
  });

  it('are read with the header of the published sets too, behind a byte order mark', () => {
    expect([...readCrosswalk(file('\uFEFFx,de-identified,evaluation\n9,a,1\n')).map]).toEqual([['1', 'a']]);
  });

  it.each([
    ['with semicolons', 'id_old;id_new\r\n1.2;a,b\r\n'],
    ['with semicolons, which a first line announces', 'sep=;\r\nid_old;id_new\r\n1.2;a,b\r\n'],
    ['with tabs', 'id_old\tid_new\n1.2\ta,b\n'],
    ['with blanks around the headers', ' id_old , id_new \n1.2,"a,b"\n'],
    ['in UTF-16', Buffer.from('\uFEFFid_old\tid_new\r\n1.2\ta,b\r\n', 'utf16le')],
  ])('are read as spreadsheets save them: %s', (_, written) => {
    expect([...readCrosswalk(file(written)).map]).toEqual([['1.2', 'a,b']]);
  });

  it('keep NA, blanks and empty identifiers as they stand', () => {
    expect([...readCrosswalk(file('id_old,id_new\nNA,nan\n,\n" a",b \n')).map]).toEqual([
      ['NA', 'nan'],
      ['', ''],
      [' a', 'b '],
    ]);
  });

  it('say which header they need', () => {
    expect(() => readCrosswalk(file('old,new\n1,2\n'))).toThrow(
      /its first line is no header \(2 columns found\); it must name id_old,id_new/,
    );
    expect(() => readCrosswalk(join(folder, 'none.csv'))).toThrow(/no such file/);
  });
});

it('a carriage return alone gets quotes but in the reports that Python writes', () => {
  expect([csvField('a\rb'), pythonCsvField('a\rb'), pythonCsvField('a\r\nb')]).toEqual(['"a\rb"', 'a\rb', '"a\r\nb"']);
});

describe('lists of batches', () => {
  it('give the files of a batch by their place', () => {
    expect(readBatches(file('batch,file_index,file\n0,1,b\n1,0,c\n0,0,a\n'))).toEqual([
      [
        { file: 'a', place: 0 },
        { file: 'b', place: 1 },
      ],
      [{ file: 'c', place: 0 }],
    ]);
    expect(() => readBatches(file('a,b\n'))).toThrow(/must name batch, file_index and file/);
  });
});

describe('shares', () => {
  it.each([
    [1, 800, '0.12%'],
    [3, 800, '0.38%'],
    [5, 800, '0.62%'],
    [1, 3, '33.33%'],
    [2, 3, '66.67%'],
    [1, 1, '100.00%'],
    [0, 7, '0.00%'],
    [1790, 3260, '54.91%'],
  ])('%i of %i are %s: halves go to the even digit', (part, whole, text) => {
    expect(percent(part, whole)).toBe(text);
  });
});
