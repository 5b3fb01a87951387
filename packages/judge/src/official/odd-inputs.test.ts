import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EXPLICIT_LE, bytesElement, readDicomFile, textElement, toWritable, writeDicom, type WElement } from '@deidbench/dicom';
import { afterAll, describe, expect, it } from 'vitest';
import { OutputFile } from './output-file.ts';
import { PILLOW_SYNTAXES, pixelArray } from './pixel-array.ts';
import { curated, judgeSmallSet, writeSmallSet, type SmallSet } from './testing/small-set.ts';

const made: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'official-odd-'));
  made.push(path);
  return path;
};
afterAll(() => made.forEach((path) => rmSync(path, { recursive: true })));

const whole = { 'a/1.dcm': curated(1), 'a/2.dcm': curated(2), 'b/3.dcm': curated(3) };

function edit(set: SmallSet, sop: string, change: (checks: Record<string, Record<string, unknown>>) => void): void {
  const database = new DatabaseSync(set.key);
  const found = database.prepare('SELECT AnswerData AS answer FROM answer_data WHERE SOPInstanceUID = ?').get(sop);
  const checks = JSON.parse(String(found?.['answer'])) as Record<string, Record<string, unknown>>;
  change(checks);
  database.prepare('UPDATE answer_data SET AnswerData = ? WHERE SOPInstanceUID = ?').run(JSON.stringify(checks), sop);
  database.close();
}

const withoutField = (field: string) => (checks: Record<string, Record<string, unknown>>) => {
  for (const check of Object.values(checks)) delete check[field];
};

/** An output of the second original with nothing but what identifies it, and `more`. */
const bareFile = (...more: WElement[]): Uint8Array =>
  writeDicom({
    meta: [textElement(0x00020003, 'UI', '2.25.2')],
    transferSyntax: EXPLICIT_LE,
    elements: [
      textElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'),
      textElement(0x00080018, 'UI', '2.25.2'),
      textElement(0x00080060, 'CS', 'CT'),
      textElement(0x00100020, 'LO', 'SET-001'),
      textElement(0x0020000d, 'UI', '2.25.9'),
      textElement(0x0020000e, 'UI', '2.25.8'),
      ...more,
    ],
  });

describe('what the official script leaves out', () => {
  it('are hidden files and folders', async () => {
    const { rows, notes } = await judgeSmallSet(
      writeSmallSet(folder(), { ...whole, '.again.dcm': curated(1), '.hidden/2.dcm': curated(2), 'a/.x': curated(3) }),
    );
    expect(rows).toHaveLength(27);
    expect(notes).toContain('HIDDEN_FILE 3');
  });

  it.each([
    ['empty Pixel Data', bytesElement(0x7fe00010, 'OW', new Uint8Array(0))],
    ['an Instance Number that is no whole number', textElement(0x00200013, 'IS', '1.5')],
  ])('are files with %s: their originals are missing', async (_, element) => {
    const { rows, notes } = await judgeSmallSet(writeSmallSet(folder(), { ...whole, 'a/2.dcm': bareFile(element) }));
    expect(rows.filter((row) => row.startsWith('1.2.3.2 '))).toHaveLength(9);
    expect(rows.filter((row) => row.startsWith('<2.25.2>'))).toEqual([]);
    expect(notes).toContain('NOT_INDEXED 1');
  });
});

describe('rows of a key whose checks all lack a field', () => {
  it.each(['value', 'tag', 'tag_name'])('leave one unfinished row of nobody when it is the %s', async (field) => {
    const set = writeSmallSet(folder(), whole);
    edit(set, '1.2.3.2', withoutField(field));
    const { rows, notes } = await judgeSmallSet(set);
    expect(rows.filter((row) => row.startsWith('null '))).toEqual(['null tag_retained pass <SET-001>']);
    expect(rows).toHaveLength(19);
    expect(notes).toContain('INCOMPLETE_KEY_ROW 1');
  });

  it('leave nothing when it is the action text, or the path of a file that is there', async () => {
    for (const field of ['action_text', 'tag_ds']) {
      const set = writeSmallSet(folder(), whole);
      edit(set, '1.2.3.2', withoutField(field));
      expect((await judgeSmallSet(set)).rows).toHaveLength(18);
    }
  });

  it('lose that row to the next file of the batch', async () => {
    const set = writeSmallSet(folder(), whole);
    edit(set, '1.2.3.1', withoutField('tag_name'));
    const { rows } = await judgeSmallSet(set, [['a/1.dcm', 'a/2.dcm', 'b/3.dcm']]);
    expect(rows.filter((row) => row.startsWith('null '))).toEqual([]);
    expect(rows).toHaveLength(18);
  });
});

describe('numbers in a key where texts should be', () => {
  it('can not be compared', async () => {
    const set = writeSmallSet(folder(), whole);
    edit(set, '1.2.3.2', (checks) => {
      for (const check of Object.values(checks)) {
        if (check['action'] === '<date_shifted>') check['value'] = 20190304;
        if (check['action'] === '<text_retained>') check['action_text'] = 1.5;
      }
    });
    const { rows } = await judgeSmallSet(set);
    expect(rows.filter((row) => row.includes(' blank ')).map((row) => row.split(' ')[1])).toEqual(['text_retained', 'date_shifted']);
  });
});

it('keeps the blanks around the attributes that name a file', async () => {
  const set = writeSmallSet(folder(), { ...whole, 'a/2.dcm': { ...curated(2), patient: ' SET-001 ' } });
  const file = new OutputFile(set.output, 'a/2.dcm');
  expect(file.subject.patient).toBe('< SET-001>');
  expect(file.text('<(0010,0020)>')).toBe('<SET-001>');
});

it('finds the rows of a study that another original shares the new UID with', async () => {
  const set = writeSmallSet(folder(), whole);
  const database = new DatabaseSync(set.key);
  database.exec(`ALTER TABLE answer_data ADD COLUMN scope TEXT; UPDATE answer_data SET scope = '<Study>'`);
  database.close();
  appendFileSync(set.uidMap, '1.2.9,2.25.9\n1.2.99,2.25.9\n');
  expect((await judgeSmallSet(set)).rows).toHaveLength(27);
});

it('sees no pixels where there are others beside them', () => {
  const set = writeSmallSet(folder(), whole);
  const pixels = (path: string): unknown => pixelArray(new OutputFile(set.output, path), PILLOW_SYNTAXES);
  expect(pixels('a/2.dcm')).toBeDefined();
  const dicom = readDicomFile(`${set.output}/a/2.dcm`);
  const elements = [...toWritable(dicom).elements, bytesElement(0x7fe00008, 'OF', new Uint8Array(4))];
  writeFileSync(`${set.output}/a/2.dcm`, writeDicom({ ...toWritable(dicom), elements: elements.toSorted((a, b) => a.tag - b.tag) }));
  expect(pixels('a/2.dcm')).toBeUndefined();
});
