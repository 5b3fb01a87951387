import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAnswerKey } from '../answer-key.ts';
import { writeAnswerKey, type KeyEntry, type KeyInstance } from '../write.ts';
import { isCuratorsKey, readCuratorsKey } from './read.ts';
import { CURATORS_HEADER, curatorsLines } from './write.ts';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'deidbench-curators-'))));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const entry = (action: KeyEntry['action'], tag: string | null, actionText: string | null, codes: KeyEntry['codes'] = {}): KeyEntry => ({
  scope: 'Instance',
  action,
  tag,
  tagPath: tag,
  tagName: tag === null ? null : 'Some "Name", said',
  value: tag === null ? null : (actionText ?? ''),
  actionText,
  codes,
});

const name = entry('text_removed', '(0010,0010)', 'MÜLLER^JOSÉ', { hipaa_m: 'HIPAA-A' });
const otherIds = entry('text_removed', '(0010,1000)', '123-45', { hipaa_m: 'HIPAA-H' });
const comment = entry('text_retained', '(0010,4000)', 'line one\nline two, with "quotes"', { tcia_p15: 'TCIA-P15-DESC-C' });
const date = entry('date_shifted', '(0008,0020)', '20130829', { hipaa_m: 'HIPAA-C', tcia_p15: 'TCIA-P15-MOD-C' });
const own = (sop: string): KeyEntry => entry('uid_changed', '(0008,0018)', sop, { hipaa_m: 'HIPAA-R' });
const present = entry('tag_retained', '(0008,0060)', null, { dicom_iod: 'DICOM-IOD-1' });
const box = entry('pixels_hidden', null, JSON.stringify({ text: 'A B\nC', top_left: [1, 2], bottom_right: [30, 40] }), {
  hipaa_m: 'HIPAA-A',
});

const instance = (series: string, sop: string, checks: KeyEntry[]): KeyInstance => ({
  modality: 'CR',
  sopClass: '1.2.3',
  patient: '12345678',
  study: '1.9',
  series,
  sop,
  digest: null,
  checks: [own(sop), ...checks],
});
// Other Patient IDs stand in one series alone, the box in one instance.
const INSTANCES = [
  instance('1.9.1', '1.9.1.1', [present, name, otherIds, comment, date, box]),
  instance('1.9.1', '1.9.1.2', [present, name, otherIds, comment, date]),
  instance('1.9.2', '1.9.2.1', [present, name, comment, date]),
];
const csv = (): string => CURATORS_HEADER + [...curatorsLines(INSTANCES, 552)].join('');

function checksOf(path: string): [string, string[]][] {
  const key = openAnswerKey(path);
  const all = key.rows.map((row): [string, string[]] => [
    row.sop,
    key
      .checksOf(row)
      .checks.map((check) => JSON.stringify({ ...check, scope: null, actionText: check.actionText?.replaceAll(': ', ':') }))
      .toSorted(),
  ]);
  key.close();
  return all;
}

it('gives every instance the checks of the SQLite form', () => {
  writeFileSync(at('key.csv'), csv());
  writeAnswerKey(at('key.db'), INSTANCES);
  readCuratorsKey(at('key.csv'), at('back.db'));
  expect(checksOf(at('back.db'))).toEqual(checksOf(at('key.db')));
});

it('writes a row once where it holds for the whole patient, and once a series where it does not', () => {
  const rows = csv().split('\n');
  expect(rows.filter((row) => row.startsWith('Patient,"(0010,0010)"'))).toHaveLength(1);
  expect(rows.filter((row) => row.includes('"(0010,1000)"')).map((row) => row.split(',')[0])).toEqual(['Series']);
  expect(rows.find((row) => row.includes('date_shifted'))).toContain('"[""20130829"",""(552)""]"');
});

it('takes columns in another order, with spaces in their names', () => {
  const lines = csv().replace('tag_name', 'Tag Name').replace('action_text', 'Action Text');
  writeFileSync(at('spaced.csv'), `\uFEFF${lines}`);
  expect(isCuratorsKey(at('spaced.csv'))).toBe(true);
  readCuratorsKey(at('spaced.csv'), at('spaced.db'));
  expect(checksOf(at('spaced.db'))).toHaveLength(3);
});

it('names the row and what is wrong with it', () => {
  const broken: [string, RegExp][] = [
    ['', /is empty/u],
    ['scope,tag\n', /lacks the column tag_name/u],
    [csv().replace('text_removed', 'text_burned'), /: action "text_burned" is none of/u],
    [csv().replace('Series,', 'Galaxy,'), /row \d+: scope "Galaxy"/u],
    [csv().replace('"[""20130829"",""(552)""]"', '20130829'), /the action text of date_shifted/u],
    [`${CURATORS_HEADER}Patient,x\n`, /2 fields, and the first line has 14/u],
  ];
  for (const [text, message] of broken) {
    writeFileSync(at('broken.csv'), text);
    expect(() => readCuratorsKey(at('broken.csv'), at('broken.db'))).toThrow(message);
  }
});

it('does not take an SQLite key for the CSV form, whatever its name', () => {
  writeAnswerKey(at('named.csv'), INSTANCES);
  expect(isCuratorsKey(at('named.csv'))).toBe(false);
  expect(readFileSync(at('named.csv'), 'latin1').startsWith('SQLite')).toBe(true);
});
