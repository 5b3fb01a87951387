import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAnswerKey } from '../key/answer-key.ts';
import { readIdMaps } from './maps.ts';
import { importPixelEdits, scoreOfficial } from './score.ts';
import { readSheet, readTable } from './testing/expected.ts';
import { curated, writeSmallSet } from './testing/small-set.ts';
import { standInReader } from './testing/stand-in-reader.ts';
import { writeWorkbook } from './workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'official-score-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

beforeAll(async () => {
  const set = writeSmallSet(folder, {
    '1.dcm': { ...curated(1), burnedIn: 'Oldenburg, M.' },
    '2.dcm': { ...curated(2), description: 'CHEST, "Maria Oldenburg"' },
    '3.dcm': { ...curated(3), sex: undefined },
  });
  const key = openAnswerKey(set.key);
  await scoreOfficial({ key, outputFolder: set.output, maps: readIdMaps(set.uidMap, set.patientMap), reader: standInReader, folder });
  key.close();
});

describe('the files of the official script', () => {
  it('hold a table with its columns, and rows that SQLite gives back in order', () => {
    const rows = readTable(join(folder, 'validation_results.db'));
    expect(Object.keys(rows[0]!).join(' ')).toBe(
      'index file_index check_index check_passed check_score action action_text file_value answer_value tag tag_ds tag_name modality class patient study series instance file_name file_path prev_cat hipaa_z hipaa_m dicom_p15 dicom_iod dicom_safe tcia_ptkb tcia_p15 tcia_rev',
    );
    expect(rows.map((row) => Number(row['index']))).toEqual(rows.map((_, i) => i));
    expect(rows.find((row) => row['action'] === '<text_notnull>' && row['check_passed'] === '0')).toMatchObject({
      check_index: '1',
      check_score: '0.0',
      file_value: null,
      answer_value: '<F>',
      tag_ds: '<(0010,0040)>',
      patient: '<SET-001>',
      instance: '<2.25.3>',
      prev_cat: 'None',
      dicom_iod: 'DICOM-IOD-1',
    });
  });

  it('count by action and by code, a column only for what occurs', async () => {
    const book = join(folder, 'scoring_report_instance.xlsx');
    expect(await readSheet(book, 'Scoring')).toEqual([
      ['Category', 'Fail', 'Pass', 'Total', 'Score'],
      ['All', '3', '24', '27', '88.89%'],
    ]);
    expect((await readSheet(book, 'Actions')).at(-1)).toEqual(['Total', '', '3', '24', '27']);
    expect(await readSheet(book, 'Categories')).toContainEqual(['4', 'hipaa', 'HIPAA-A', '2', '2', '4']);
  });

  it('count the worst row of a series once in the report by series', async () => {
    expect((await readSheet(join(folder, 'scoring_report_series.xlsx'), 'Scoring')).at(1)).toEqual(['All', '3', '7', '10', '70.00%']);
  });

  it('show the Patient ID of a missing file as the key holds it: a number', async () => {
    const work = join(folder, 'missing');
    const set = writeSmallSet(work, { '2.dcm': curated(2) });
    const key = openAnswerKey(set.key);
    const maps = readIdMaps(set.uidMap, set.patientMap);
    await scoreOfficial({ key, outputFolder: set.output, maps, reader: standInReader, folder: work });
    key.close();
    const { sheets } = await readXlsx(readFileSync(join(work, 'pixel_validation.xlsx')));
    expect(sheets[0]!.rows[1]!.slice(6, 10)).toEqual(['CT', '1.2.840.10008.5.1.4.1.1.2', 123456, '1.2.9']);
    expect(readTable(join(work, 'validation_results.db')).at(-1)).toMatchObject({ patient: '123456' });
  });

  it('list what did not pass, quoted as Python does, whole numbers as such where no row is blank', () => {
    const lines = readFileSync(join(folder, 'discrepancy_report_participant.csv'), 'utf8').split('\n');
    expect(lines[0]).toBe(
      'index,check_passed,check_score,tag_ds,tag_name,file_value,answer_value,action,action_text,category,subcategory,modality,class,patient,study,series,instance,file_name',
    );
    expect(lines[2]).toBe(
      '12,0,0.0,"<(0008,1030)>",<Study Description>,"<CHEST, ""Maria Oldenburg"">",<CHEST for Maria Oldenburg>,<text_removed>,<Maria Oldenburg>,hipaa,HIPAA-A,<CT>,<1.2.840.10008.5.1.4.1.1.2>,<SET-001>,<2.25.9>,<2.25.8>,<2.25.2>,',
    );
    expect(lines.length).toBe(5);
  });

  it("take over a person's verdict on burned-in text, and an emptied one as a blank", async () => {
    const sheet = await readSheet(join(folder, 'pixel_validation.xlsx'), 'Sheet1');
    expect(sheet[1]?.slice(0, 4)).toEqual(['6', 'false', '0.5', '<pixels_hidden>']);
    const edited = join(folder, 'edited.xlsx');
    await writeWorkbook(edited, [{ name: 'Sheet1', rows: [sheet[0]!, ['6', null, null]] }]);
    await importPixelEdits(folder, edited);
    expect((await readSheet(join(folder, 'scoring_report_instance.xlsx'), 'Scoring')).at(1)).toEqual([
      'All',
      '1',
      '2',
      '24',
      '27',
      '88.89%',
    ]);
    expect(readFileSync(join(folder, 'discrepancy_report_participant.csv'), 'utf8').split('\n')[2]).toMatch(/^12,0\.0,0\.0,/);
    await writeWorkbook(edited, [{ name: 'Sheet1', rows: [sheet[0]!, ['6', 'TRUE', 1]] }]);
    await importPixelEdits(folder, edited);
    expect((await readSheet(join(folder, 'scoring_report_instance.xlsx'), 'Scoring')).at(1)).toEqual(['All', '2', '25', '27', '92.59%']);
  });

  it('refuse a sheet of another run, and leave the table as it is', async () => {
    const edited = join(folder, 'edited.xlsx');
    await writeWorkbook(edited, [
      {
        name: 'Sheet1',
        rows: [
          ['', 'check_passed', 'check_score'],
          [0, false, 0],
          [999, true, 1],
        ],
      },
    ]);
    await expect(importPixelEdits(folder, edited)).rejects.toThrow(/has no row 999/);
    const database = new DatabaseSync(join(folder, 'validation_results.db'), { readOnly: true });
    expect(database.prepare('SELECT check_passed FROM validation_results WHERE "index" = 0').get()).toEqual({ check_passed: 1 });
    database.close();
  });
});
