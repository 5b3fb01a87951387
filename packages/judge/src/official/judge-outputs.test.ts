import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DicomError } from '@deidbench/dicom';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { OutputFile } from './output-file.ts';
import { PILLOW_SYNTAXES, pixelArray } from './pixel-array.ts';
import { curated, dicomOf, judgeSmallSet, original, writeSmallSet, type SmallFile, type SmallSet } from './testing/small-set.ts';

const sets = mkdtempSync(join(tmpdir(), 'official-set-'));
afterAll(() => rmSync(sets, { recursive: true, force: true }));
const folder = (): string => mkdtempSync(join(sets, 'set-'));
const DAMAGED = process.env['DEIDBENCH_NIGHTLY'] ? 100_000 : 2000;
const whole = { 'a/1.dcm': curated(1), 'a/2.dcm': curated(2), 'b/3.dcm': curated(3) };
const failed = (rows: string[]): string[] => rows.filter((row) => !row.includes(' pass '));

function edit(set: SmallSet, sql: string): void {
  const database = new DatabaseSync(set.key);
  database.exec(sql);
  database.close();
}

describe('judging an output folder as the official script does', () => {
  it('passes every check of a right de-identification, in the order of the official table', async () => {
    const { rows, notes } = await judgeSmallSet(writeSmallSet(folder(), whole));
    expect(rows.slice(0, 9)).toEqual([
      '<2.25.1> tag_retained pass <SET-001>',
      '<2.25.1> text_notnull pass <F>',
      '<2.25.1> text_retained pass <CHEST>',
      '<2.25.1> text_removed pass <CHEST>',
      '<2.25.1> date_shifted pass <20180101>',
      '<2.25.1> uid_changed pass <2.25.101>',
      '<2.25.1> pixels_hidden pass ',
      '<2.25.1> uid_consistent pass <2.25.101>',
      '<2.25.1> patid_consistent pass <SET-001>',
    ]);
    expect(rows.length).toBe(27);
    expect(failed(rows)).toEqual([]);
    expect(notes).toEqual(['REPEATED_MAP_ROW 1']);
  });

  it.each<[string, number, Partial<SmallFile>, string[]]>([
    ['the name is removed', 2, { name: undefined }, ['tag_retained fail null']],
    ['the sex is emptied', 2, { sex: '' }, ['text_notnull fail <>']],
    ['a word is taken out', 2, { description: 'KNEE' }, ['text_retained fail <KNEE>']],
    ['a name stays in a description', 2, { description: original(2).description }, ['text_removed fail <CHEST for Maria Oldenburg>']],
    ['a date is not shifted', 2, { date: original(2).date }, ['date_shifted fail <20190304>']],
    [
      'a reference is not changed',
      2,
      { reference: original(2).reference },
      ['uid_changed fail <1.2.3.102>', 'uid_consistent fail <1.2.3.102>'],
    ],
    ['a reference is changed to another', 2, { reference: '2.25.777' }, ['uid_consistent fail <2.25.777>']],
    ['the patient has another new id', 2, { patient: 'SET-002' }, ['patid_consistent fail <SET-002>']],
    ['burned-in text stays', 1, { burnedIn: 'Oldenburg, Maria' }, ['pixels_hidden fail Oldenburg, Maria']],
    ['other text is burned in', 1, { burnedIn: 'LEFT' }, []],
  ])('turns exactly the checks red that ask for it when %s', async (_, number, change, red) => {
    const place = number === 1 ? 'a/1.dcm' : 'a/2.dcm';
    const { rows } = await judgeSmallSet(writeSmallSet(folder(), { ...whole, [place]: { ...curated(number), ...change } }));
    expect(failed(rows)).toEqual(red.map((row) => `<2.25.${number}> ${row}`));
  });

  it('turns the pixel check red when one byte of the pixels differs', async () => {
    const { rows } = await judgeSmallSet(writeSmallSet(folder(), { ...whole, 'a/2.dcm': { ...curated(2), firstPixel: 8 } }));
    expect(failed(rows).map((row) => row.split(' ').slice(0, 3).join(' '))).toEqual(['<2.25.2> pixels_retained fail']);
  });

  it('takes an element that another file of the batch has as an empty text, and one that none has as absent', async () => {
    const set = writeSmallSet(folder(), { ...whole, 'a/2.dcm': { ...curated(2), date: undefined } });
    const alone = await judgeSmallSet(set);
    const together = await judgeSmallSet(set, [['a/1.dcm', 'a/2.dcm'], ['b/3.dcm']]);
    expect(alone.rows).toContain('<2.25.2> date_shifted pass null');
    expect(together.rows).toContain('<2.25.2> date_shifted pass ');
  });

  it('counts an original without output as missing, under its own identifiers', async () => {
    const { rows } = await judgeSmallSet(writeSmallSet(folder(), { 'a/1.dcm': curated(1), 'a/2.dcm': curated(2) }));
    const missing = rows.filter((row) => row.startsWith('1.2.3.3 '));
    expect(missing.length).toBe(9);
    expect(failed(missing).map((row) => row.split(' ')[1])).toEqual([
      'tag_retained',
      'text_notnull',
      'text_retained',
      'pixels_retained',
      'uid_consistent',
      'patid_consistent',
    ]);
  });

  it('says when there is no output folder', async () => {
    const set = writeSmallSet(folder(), whole);
    await expect(judgeSmallSet({ ...set, output: `${set.output}-not-there` })).rejects.toThrow(/no such folder/);
  });

  it('judges a second copy of an instance again', async () => {
    const { rows } = await judgeSmallSet(writeSmallSet(folder(), { ...whole, 'copies/x.dcm': curated(2) }));
    expect(rows.length).toBe(36);
  });

  it('leaves out what is no DICOM file, says what is not in the map, and judges the rest', async () => {
    const set = writeSmallSet(folder(), {
      ...whole,
      LICENSE: Buffer.from('free'),
      'empty.dcm': new Uint8Array(0),
      'other.dcm': { ...curated(3), sop: '2.25.999' },
    });
    symlinkSync('/etc/hostname', join(set.output, 'link.dcm'));
    const { rows, notes } = await judgeSmallSet(set);
    expect(failed(rows)).toEqual([]);
    expect(rows.length).toBe(27);
    expect(notes.toSorted()).toEqual(['NOT_A_FILE 1', 'NOT_DICOM 2', 'REPEATED_MAP_ROW 1', 'UNMAPPED_OUTPUT 1']);
  });

  it('names a key row that is no JSON, an unknown action, and an instance without a key row', async () => {
    const set = writeSmallSet(folder(), whole);
    edit(set, `UPDATE answer_data SET AnswerData = 'not json' WHERE SOPInstanceUID = '1.2.3.1'`);
    edit(set, `UPDATE answer_data SET AnswerData = replace(AnswerData, '<date_shifted>', '<date_moved>') WHERE SOPInstanceUID = '1.2.3.2'`);
    edit(set, `DELETE FROM answer_data WHERE SOPInstanceUID = '1.2.3.3'`);
    const { rows, notes } = await judgeSmallSet(set);
    expect(rows.length).toBe(8);
    expect(failed(rows)).toEqual([]);
    expect(notes.toSorted()).toEqual(['BAD_KEY_ROW 1', 'NO_KEY_ROW 1', 'REPEATED_MAP_ROW 1', 'UNKNOWN_ACTION 1']);
  });

  it('goes through any damage to a file without an error of another kind', () => {
    const intact = dicomOf(curated(2));
    const damage = fc.array(fc.record({ at: fc.nat(intact.length - 1), to: fc.nat(255) }), { minLength: 1, maxLength: 8 });
    const set = writeSmallSet(folder(), whole);
    /** An error of another kind than the reader's own; undefined where there is none. */
    const strayError = (run: () => unknown): unknown => {
      try {
        run();
      } catch (error) {
        return error instanceof DicomError ? undefined : error;
      }
      return undefined;
    };
    fc.assert(
      fc.property(damage, fc.nat(40), (changes, cut) => {
        const bytes = Uint8Array.from(intact);
        for (const { at, to } of changes) bytes[at] = to;
        writeFileSync(join(set.output, 'x.dcm'), cut === 0 ? bytes.subarray(0, changes[0]!.at) : bytes);
        const stray = strayError(() => {
          const file = new OutputFile(set.output, 'x.dcm');
          for (const path of ['<(0008,1030)>', '<(0008,1140)>', '<(0008,1140)>[<0000>]<(0008,1155)>', '<(0010,0010)>']) file.text(path);
          file.pixelDigest();
          pixelArray(file, PILLOW_SYNTAXES)?.slab(0);
        });
        expect(stray).toBeUndefined();
      }),
      { numRuns: DAMAGED },
    );
  }, 1_800_000);
});
