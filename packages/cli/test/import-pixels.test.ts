import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { readXlsx, writeXlsx, type CellValue } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deidbench, scratch, type Answer } from './cli.ts';

const { at, remove } = scratch('import-pixels');
let scored: Answer;
let sheet: CellValue[][];

const rowsOf = async (path: string, name?: string): Promise<CellValue[][]> => {
  const { sheets } = await readXlsx(readFileSync(path));
  return (sheets.find((each) => each.name === name) ?? sheets[0]!).rows;
};
const save = async (path: string, rows: CellValue[][]): Promise<void> =>
  writeFileSync(path, await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] }));

/** Rows of burned-in text in the official table: index, passed, score. */
function table(): unknown[][] {
  const database = new DatabaseSync(at('run', 'official', 'validation_results.db'), { readOnly: true });
  const rows = database
    .prepare(`SELECT "index", check_passed, check_score FROM validation_results WHERE action = '<pixels_hidden>' ORDER BY 1`)
    .all();
  database.close();
  return rows.map((row) => Object.values(row));
}

const discrepancies = (): string[] =>
  readFileSync(at('run', 'official', 'discrepancy_report_internal.csv'), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--seed', '5', '--image-size', '64', '--out', at('set'), '--json']);
  const maps = ['--uid-map', at('set', 'uid_mapping.csv'), '--patient-map', at('set', 'patid_mapping.csv')];
  const files = ['--answers', at('set', 'answers.db'), '--deid', at('set', 'reference')];
  scored = await deidbench(['score', ...files, ...maps, '--official', '--out', at('run'), '--json']);
  sheet = await rowsOf(at('run', 'official', 'pixel_validation.xlsx'));
}, 120_000);
afterAll(remove);

describe("a person's verdicts on burned-in text", () => {
  it('are asked for in a sheet with a row for each box', () => {
    expect(scored.code).toBe(0);
    expect(table().length).toBeGreaterThan(3);
    expect(sheet.slice(1).map(([index]) => index)).toEqual(table().map(([index]) => index));
  });

  it('are refused as a whole when a row is none of this run', async () => {
    const before = table();
    const rows = [...sheet.map((row) => row.map((cell) => (cell === true ? false : cell))), [987_654, false, 0]];
    await save(at('foreign.xlsx'), rows);
    const { code, err } = await deidbench(['import-pixels', at('run'), at('foreign.xlsx')]);
    expect(code).toBe(2);
    expect(err).toMatch(/987654/);
    expect(table()).toEqual(before);
  });

  it.each([
    ['a workbook that is not there', 'nowhere.xlsx', undefined],
    ['a file that is no workbook', 'text.xlsx', 'a verdict'],
  ])('are refused in one line from %s', async (_, name, text) => {
    if (text !== undefined) writeFileSync(at(name), text);
    const { code, err } = await deidbench(['import-pixels', at('run'), at(name)]);
    expect(code).toBe(2);
    expect(err.trim().split('\n')).toHaveLength(1);
  });

  it('stand in the table, the discrepancies and the sheets afterwards', async () => {
    const [failed, blank] = [Number(sheet[1]![0]), Number(sheet[2]![0])];
    const said = discrepancies().length;
    const edited = sheet.map((row, i) =>
      i === 1 ? [row[0]!, false, 0, ...row.slice(3)] : i === 2 ? [row[0]!, null, null, ...row.slice(3)] : row,
    );
    await save(at('edited.xlsx'), edited);
    const answer = await deidbench(['import-pixels', at('run'), at('edited.xlsx')]);
    expect(answer.code).toBe(0);
    expect(table().slice(0, 3)).toEqual([[failed, 0, 0], [blank, null, null], table()[2]]);
    expect(discrepancies()).toHaveLength(said + 2);
    expect(discrepancies().map((line) => Number(line.split(',')[0]))).toEqual(expect.arrayContaining([failed, blank]));
    const actions = await rowsOf(at('run', 'official', 'scoring_report_instance.xlsx'), 'Actions');
    expect(actions[0]).toEqual([null, 'action', 'Blank', 'Fail', 'Pass', 'Total']);
    expect(actions.find((row) => row[1] === '<pixels_hidden>')?.slice(2)).toEqual([1, 1, table().length - 2, table().length]);
    expect((await rowsOf(at('run', 'official', 'pixel_validation.xlsx')))[1]!.slice(0, 3)).toEqual([failed, false, 0]);
  });
});
