import { textElement, type WDataset } from '@deidbench/dicom';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identifier } from '../identifiers/identifier.ts';
import { setText } from '../testing/case.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { JudgeInput } from '../unit/types.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

const [OWN, OTHER] = ORIGINALS as [(typeof ORIGINALS)[number], (typeof ORIGINALS)[number]];
const FIRST = '000001/000001.dcm';

/** Leaks of a clean output whose first file, of the first patient, was changed. */
function leaks(change: (dataset: WDataset) => void, more: Partial<JudgeInput> = {}): string[] {
  const clean = unit.clean.get(FIRST)!;
  const dataset = { ...clean, elements: [...clean.elements] };
  change(dataset);
  const judged = judgeUnit(unit.deliver(new Map([...unit.clean, [FIRST, dataset]]), more));
  return judged.leaks.map(({ patient, kind, place, severity }) => `${patient} ${kind} ${place} ${severity}`);
}
const comments =
  (text: string) =>
  (dataset: WDataset): void =>
    setText(dataset, 0x00104000, 'LT', text);
/** More that is known of the second patient, and of the first. */
function known(...more: NonNullable<ReturnType<typeof identifier>>[]): Partial<JudgeInput> {
  const { byPatient, hidden } = unit.input.identifiers;
  const lists = [...byPatient].map(([id, list]) => [id, [...list, ...more.filter(({ patient }) => patient === id)]] as const);
  return { identifiers: { byPatient: new Map(lists), hidden } };
}

it.each<[string, (dataset: WDataset) => void, string[]]>([
  ['a full name', (d) => setText(d, 0x00100010, 'PN', OTHER.name), [`${OTHER.id} name (0010,0010) high`]],
  ['a full name in another order', comments('seen: Ambrose Wetherby today'), [`${OTHER.id} name (0010,4000) high`]],
  ['a number', comments(`MRN ${OTHER.id}`), [`${OTHER.id} direct-number (0010,4000) high`]],
  ['an accession number', (d) => setText(d, 0x00080050, 'SH', OTHER.accession), [`${OTHER.id} accession-number (0008,0050) high`]],
  ['a name behind the data set', (d) => (d.trailing = Buffer.from(OTHER.name)), [`${OTHER.id} name trailing high`]],
  ['a compressed name', (d) => (d.trailing = gzipSync(Buffer.from(OTHER.name))), [`${OTHER.id} name trailing high`]],
])('%s of another patient of the set is a leak of that patient', (_, change, expected) => {
  expect(leaks(change)).toEqual(expected);
});

it('tells a name, a number and an accession number of another patient in one text as one leak each', () => {
  const told = leaks(comments(`seen: ${OTHER.name} MRN ${OTHER.id} acc ${OTHER.accession}, ${OTHER.name}`));
  expect(told.toSorted()).toEqual(['accession-number', 'direct-number', 'name'].map((kind) => `${OTHER.id} ${kind} (0010,4000) high`));
});

it('a telephone number and an address for mail of another patient are leaks of that patient', () => {
  const more = known(
    identifier(OTHER.id, 'contact', '+44 20 7946 0991', true)!,
    identifier(OTHER.id, 'contact', 'a.wetherby@larkfield.example', true)!,
  );
  expect(leaks(comments('call 020 7946 0991 or A.Wetherby@Larkfield.example'), more)).toEqual([
    `${OTHER.id} contact (0010,4000) high`,
    `${OTHER.id} contact (0010,4000) high`,
  ]);
});

it('the untouched file of another patient gives that patient away', () => {
  const judged = judgeUnit(unit.deliver(new Map([...unit.clean, [FIRST, unit.originals.get('000002/000001.dcm')!]])));
  const kinds = judged.leaks.filter(({ patient, severity }) => patient === OTHER.id && severity === 'high').map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['accession-number', 'direct-number', 'name']);
});

it('a file name with the number of another patient is a leak of that patient', () => {
  const files = new Map([...unit.clean].map(([name, d]): [string, WDataset] => [name === FIRST ? `${OTHER.id}.dcm` : name, d]));
  const { leaks: found } = judgeUnit(unit.deliver(files, { naming: 'free' }));
  expect(found.map(({ patient, place }) => [patient, place])).toEqual([[OTHER.id, 'file name']]);
});

it.each<[string, string]>([
  ['a family name', 'Wetherby'],
  ['a given name', 'Ambrose'],
  ['a birth date', OTHER.birth],
  ['a day', '20150612'],
  ['a physician', OTHER.physician],
  ['an institution', OTHER.institution],
  ['a name inside longer words', 'Ambrose Wetherbyson, DeAmbrose Wetherby'],
  ['a number inside a longer one', `1${OTHER.id}`],
])('%s of another patient tells nobody in particular', (_, text) => {
  expect(leaks(comments(text))).toEqual([]);
});

it('what both patients are known by is no leak of the other', () => {
  const shared = known(identifier(OTHER.id, 'name', 'Bartholomew Quigley', true)!);
  expect(leaks(comments(`by ${OWN.physician}`), shared)).toEqual([`${OWN.id} staff (0010,4000) medium`]);
});

it('the new Patient ID of the crosswalk is no leak where it is the old one of another patient', () => {
  const rename = (d: WDataset): void => setText(d, 0x00100020, 'LO', OTHER.id);
  const crosswalk = { uids: new Map<string, string>(), patients: new Map([[OWN.id, OTHER.id]]) };
  const files = new Map([...unit.clean].map(([name, d]) => [name, { ...d, elements: [...d.elements] }]));
  for (const [name, dataset] of files) if (name.startsWith('000001')) rename(dataset);
  for (const [at, original] of unit.originals) {
    const sop = (d: WDataset): string =>
      Buffer.from(d.elements.find(({ tag }) => tag === 0x00080018)!.value as Uint8Array)
        .toString()
        .replace('\0', '');
    crosswalk.uids.set(sop(original), sop(files.get(at)!));
  }
  expect(judgeUnit(unit.deliver(files, { crosswalk })).leaks).toEqual([]);
});

it('what stood in the original of the very file is no sign of another patient', () => {
  const original = { ...unit.originals.get(FIRST)!, elements: [...unit.originals.get(FIRST)!.elements] };
  comments(`sister of ${OTHER.name}`)(original);
  const { outputRoot } = unit.deliver(new Map([...unit.originals, [FIRST, original]]));
  expect(leaks(comments(`sister of ${OTHER.name}`), { inputRoot: outputRoot! })).toEqual([]);
});

it('short numbers of other patients are not looked for in binary data and decimal values', () => {
  const more = known(identifier(OTHER.id, 'direct-number', '730184', true)!);
  expect(leaks((d) => setText(d, 0x00181151, 'DS', '730184'), more)).toEqual([]);
  expect(leaks(comments('a digest 9f730184b2'), more)).toEqual([]);
  expect(leaks(comments('no. 730184'), more)).toEqual([`${OTHER.id} direct-number (0010,4000) high`]);
});

it('a unit of clean files has no leak of anybody', () => {
  expect(leaks((d) => d.elements.push(textElement(0x00104000, 'LT', 'no remarks')))).toEqual([]);
});
