import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { textElement, type WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { identifier } from '../identifiers/identifier.ts';
import { setText } from '../testing/case.ts';
import { replaceTable, residualTable } from '../testing/residual-table.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const first = '000001/000001.dcm';
function withText(tag: number, vr: string, text: string, name = first) {
  const clean = unit.clean.get(first)!;
  const dataset = { ...clean, elements: [...clean.elements] };
  setText(dataset, tag, vr, text);
  return new Map([[name, dataset]]);
}

it('finds every writing at every place, and the page says so', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../docs/residual-scan.md'), 'utf8');
  const table = residualTable(unit);
  expect(table).not.toContain('0/1');
  expect(page).toBe(replaceTable(page, table));
}, 300_000);

it.each([
  ['the date in German', 0x00104000, 'LT', 'seen on 21.03.2014', 'event-date'],
  ['the date as month and year', 0x00104000, 'LT', 'last scan Mar2014', 'event-date'],
  ['the date in a UID', 0x00200052, 'UI', '2.25.3.20140321101500.7', 'event-date'],
  ['the birth date in another element', 0x00104000, 'LT', 'b. 03/07/1952', 'birth-date'],
  ['the birth date as eight digits, the day first', 0x00104000, 'LT', 'b. 07031952, seen', 'birth-date'],
  ['the Patient ID in a UID', 0x00200052, 'UI', '2.25.3.483920175.7', 'direct-number'],
  ['the family name in a file of one word', 0x00104000, 'LT', 'HOLLISTER', 'name'],
  ['an old UID in a text', 0x00104000, 'LT', 'see 1.3.51.0.7.1490012.1.1', 'uid'],
])('finds %s', (_, tag, vr, text, kind) => {
  const leaks = judgeUnit(unit.deliver(withText(tag, vr, text))).findings.filter(({ leak }) => leak);
  expect(leaks.map((leak) => leak.kind)).toEqual([kind]);
});

it.each([
  ['a longer number', 0x00104000, 'LT', 'lot 148392017500'],
  ['a decimal value', 0x00181151, 'DS', '483920175.5'],
  ['a longer word', 0x00104000, 'LT', 'Hollistering'],
  ['a long family name in a double name', 0x00104000, 'LT', 'JohnstonHollister'],
  ['a number that begins as the birth date, day first', 0x00104000, 'LT', 'lot 070319521'],
  ['a longer UID component', 0x00200052, 'UI', '2.25.348392017512'],
])('takes no part of %s for an identifier', (_, tag, vr, text) => {
  expect(judgeUnit(unit.deliver(withText(tag, vr, text))).findings.filter(({ leak }) => leak)).toEqual([]);
});

it('finds a short family name as a word, and only with a capital', () => {
  const patient = ORIGINALS[0]!.id;
  const identifiers = { byPatient: new Map([[patient, [identifier(patient, 'name', 'Lee^Ann', true)!]]]), hidden: new Map() };
  const leaks = (text: string) => judgeUnit(unit.deliver(withText(0x00104000, 'LT', text), { identifiers })).leaks;
  expect(leaks('seen by Lee today')).toHaveLength(1);
  expect(leaks('on the lee side')).toHaveLength(0);
});

it('reads the names of files and folders that the tool chose', () => {
  const clean = unit.clean.get(first)!;
  const judged = judgeUnit(unit.deliver(new Map([['Hollister Marguerite/483920175.dcm', clean]]), { naming: 'free' }));
  expect(judged.leaks.map(({ place, kind }) => `${place} ${kind}`).toSorted()).toEqual(['file name direct-number', 'folder name name']);
});

it('does not report what the key wants to stay', () => {
  const patient = ORIGINALS[0]!.id;
  const identifiers = { byPatient: new Map([[patient, [identifier(patient, 'name', 'Chest^Routine', true)!]]]), hidden: new Map() };
  expect(judgeUnit(unit.deliver(unit.clean, { identifiers })).leaks).toEqual([]);
});

it('counts an identifier that a row of the key found at the same place once', () => {
  const judged = judgeUnit(unit.deliver(withText(0x00100010, 'PN', ORIGINALS[0]!.name)));
  expect(judged.leaks).toHaveLength(1);
  expect(judged.findings.map(({ rule }) => rule)).toEqual(['key']);
});

describe('an address in another element', () => {
  const leaks = (kind: 'address' | 'site', address: string, text: string): string[] => {
    const patient = ORIGINALS[0]!.id;
    const identifiers = { byPatient: new Map([[patient, [identifier(patient, kind, address, true)!]]]), hidden: new Map() };
    const { findings } = judgeUnit(unit.deliver(withText(0x00104000, 'LT', text), { identifiers }));
    return findings.filter(({ leak }) => leak).map(({ kind: found, severity }) => `${found} ${severity}`);
  };
  const HOME = '5368 Witting Street Lakedevan Nebraska 26571';

  it.each([
    ['with a comma', '5368 Witting Street, Lakedevan Nebraska 26571'],
    ['on two lines', '5368 Witting Street\r\nLakedevan Nebraska 26571'],
    ['with a short word for the street', 'lives at 5368 WITTING ST., LAKEDEVAN'],
    ['by its street alone', '5368 Witting Street'],
  ])('is found %s, once', (_, text) => {
    expect(leaks('address', HOME, text)).toEqual(['address high']);
  });

  it('is a place where the town is left with its postcode', () => {
    expect(leaks('address', HOME, 'from Lakedevan, Nebraska 26571')).toEqual(['geo medium']);
  });

  it('of an institution is a site', () => {
    expect(leaks('site', HOME, '5368 Witting St')).toEqual(['site medium']);
  });

  it.each(['Witting Street', '368 Witting Street', '15368 Witting Street', '5368 Witting Station', '5368 Street', 'Nebraska', 'Street'])(
    'is not told by %s',
    (text) => {
      expect(leaks('address', HOME, text)).toEqual([]);
    },
  );
});

it('takes a shifted date that is by chance another day of the patient for no leak', () => {
  const clean = unit.clean.get(first)!;
  const dataset = { ...clean, elements: clean.elements.map((e) => (e.tag === 0x00080020 ? textElement(0x00080020, 'DA', '19520307') : e)) };
  expect(judgeUnit(unit.deliver(new Map([[first, dataset]]))).leaks).toEqual([]);
});

it('says what it did not search since it gives too much once inflated, in answers and in other files', () => {
  const large = gzipSync(Buffer.alloc(64 * 1024 * 1024 + 1));
  const files = new Map([...unit.clean, [first, { ...unit.clean.get(first)!, trailing: large }]]);
  const judged = judgeUnit(unit.deliver(new Map<string, WDataset | Uint8Array>([...files, ['log.gz', large]])));
  const notes = judged.notes.filter((note) => note.includes('not searched for identifiers'));
  expect(notes).toEqual([
    'compressed data of more than 64 MiB a stream, or 256 MiB a file, in 1 files of the output: not searched for identifiers',
    'compressed data of more than 64 MiB a stream, or 256 MiB a file, in 1 files of the output: not searched for identifiers (files that answer no input)',
  ]);
  expect(judgeUnit(unit.deliver(unit.clean)).notes.join()).not.toContain('compressed data');
});
