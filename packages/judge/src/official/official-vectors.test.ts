import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { unpack } from '@deidbench/dicom/testing';
import { openAnswerKey } from '../key/answer-key.ts';
import { readBatches } from './batches.ts';
import { readIdMaps } from './maps.ts';
import { importPixelEdits, scoreOfficial } from './score.ts';
import { countRows, readCells, readRows, readSheet, readTable, type Row } from './testing/expected.ts';
import { standInReader } from './testing/stand-in-reader.ts';
import { writeWorkbook } from './workbook.ts';

/** Outputs of seven de-identifiers, two keys, and what the official script said about them row by row (packages/judge/vectors/SOURCES.md). */
const work = mkdtempSync(join(tmpdir(), 'official-vectors-'));
const vectors = join(work, 'vectors');
unpack(join(import.meta.dirname, '../../vectors/official.tar.zst'), vectors);
afterAll(() => rmSync(work, { recursive: true, force: true }));

const RUNS = readdirSync(join(vectors, 'deid')).toSorted();
const expectedOf = (run: string, file: string): string => join(vectors, 'expected', run, file);

async function score(name: string, run: string, key: string, batched: boolean): Promise<string> {
  const folder = join(work, name);
  const answers = openAnswerKey(join(vectors, key));
  const maps = readIdMaps(join(vectors, 'deid', run, 'uid_mapping.csv'), join(vectors, 'deid', run, 'patid_mapping.csv'));
  const batches = batched ? readBatches(expectedOf(run, 'batches.csv')) : undefined;
  await scoreOfficial({ key: answers, outputFolder: join(vectors, 'deid', run, 'data'), maps, batches, reader: standInReader, folder });
  answers.close();
  return folder;
}

/** The rows that the script gives when each file is a batch: the main rows with those that differ replaced. */
function isolated(rows: readonly Row[], run: string): Row[] {
  const changes = new Map(readRows(expectedOf(run, 'isolated_diff.csv')).map((row) => [row['index'], row]));
  return rows.map((row) => {
    const change = changes.get(row['index']!);
    if (change === undefined) return row;
    return {
      ...row,
      check_passed: change['isolated_passed']!,
      check_score: change['isolated_score']!,
      file_value: change['isolated_file_value']!,
    };
  });
}

/**
 * The sheets of both workbooks, ours and theirs. Which of several equally bad rows of a series is kept is arbitrary there, and with it the code that it
 * counts under: of Categories by series only the sum is looked at.
 */
async function sheetsOf(folder: string, run: string, prefix: string): Promise<{ ours: string[][][]; theirs: string[][][] }> {
  const ours: string[][][] = [];
  const theirs: string[][][] = [];
  for (const kind of ['instance', 'series']) {
    for (const sheet of ['Scoring', 'Actions', 'Categories']) {
      const looked = (rows: string[][]): string[][] => (kind === 'series' && sheet === 'Categories' ? rows.slice(-1) : rows);
      ours.push(looked(await readSheet(join(folder, `scoring_report_${kind}.xlsx`), sheet)));
      theirs.push(looked(readCells(expectedOf(run, `${prefix}scoring_${kind}_${sheet}.csv`))));
    }
  }
  return { ours, theirs };
}

/** Rows of files, which stand at the same place in both tables; those of missing files follow in any order. */
const found = (rows: readonly Row[]): Row[] => rows.filter((row) => row['file_index'] !== null);

describe('the results of the official script', () => {
  it.each(RUNS)('gives every row, sheet and report of %s in the given batches', async (run) => {
    const folder = await score(run, run, 'answers.db', true);
    const theirs = readRows(expectedOf(run, 'validation_results.csv'));
    const ours = readTable(join(folder, 'validation_results.db'));
    expect(ours.length).toBe(theirs.length);
    expect(Object.keys(ours[0]!)).toEqual(Object.keys(theirs[0]!));
    expect(found(ours)).toEqual(found(theirs));
    expect(countRows(ours)).toEqual(countRows(theirs));
    for (const who of ['internal', 'participant']) {
      const report = readFileSync(join(folder, `discrepancy_report_${who}.csv`), 'utf8');
      expect(report).toBe(readFileSync(expectedOf(run, `discrepancy_report_${who}.csv`), 'utf8'));
    }
    const sheets = await sheetsOf(folder, run, '');
    expect(sheets.ours).toEqual(sheets.theirs);
    const sheet = await readSheet(join(folder, 'pixel_validation.xlsx'), 'Sheet1');
    const pixels = readCells(expectedOf(run, 'pixel_validation.csv'));
    expect(sheet.map(bare)).toEqual(pixels.map(bare));
  });

  it.each(RUNS)('gives every row of %s when each file is judged by itself', async (run) => {
    const folder = await score(`${run}-isolated`, run, 'answers.db', false);
    const theirs = isolated(readRows(expectedOf(run, 'validation_results.csv')), run);
    const ours = readTable(join(folder, 'validation_results.db'));
    expect(ours.length).toBe(theirs.length);
    expect(countRows(ours.map(placeless))).toEqual(countRows(theirs.map(placeless)));
    const sheets = await sheetsOf(folder, run, 'isolated_');
    expect(sheets.ours).toEqual(sheets.theirs);
  });

  it('gives every row of a key with scopes', async () => {
    const folder = await score('scoped', 'scrubber', 'answers_scoped.db', true);
    const ours = readTable(join(folder, 'validation_results.db'));
    const theirs = readRows(expectedOf('scoped', 'validation_results.csv'));
    expect(found(ours)).toEqual(found(theirs));
    expect(countRows(ours)).toEqual(countRows(theirs));
    const sheets = await sheetsOf(folder, 'scoped', '');
    expect(sheets.ours).toEqual(sheets.theirs);
  });

  it("takes over a person's verdicts on burned-in text", async () => {
    const folder = await score('import', 'identity', 'answers.db', true);
    const edited = readCells(expectedOf('import', 'pixel_validation_edited.csv'));
    const sheet = join(folder, 'edited.xlsx');
    await writeWorkbook(sheet, [{ name: 'Sheet1', rows: edited.map((row) => row.map((cell) => (cell === '' ? null : cell))) }]);
    await importPixelEdits(folder, sheet);
    const ours = readTable(join(folder, 'validation_results.db'));
    const theirs = readRows(expectedOf('import', 'validation_results.csv'));
    expect(found(ours)).toEqual(found(theirs));
    expect(countRows(ours)).toEqual(countRows(theirs));
    const sheets = await sheetsOf(folder, 'import', '');
    expect(sheets.ours).toEqual(sheets.theirs);
  });
});

/** Places in a batch are those of the main run in the expected rows. */
const placeless = (row: Row): Row => ({ ...row, file_index: '' });

/** Cells of the pixel sheet as they compare: Python's and our spelling of booleans, and of numbers that are whole. */
const bare = (row: string[]): string[] =>
  row.map((cell) =>
    cell
      .replace(/^true$/i, 'True')
      .replace(/^false$/i, 'False')
      .replace(/^(\d+)\.0$/, '$1'),
  );
