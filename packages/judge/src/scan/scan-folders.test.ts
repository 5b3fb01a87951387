import type { WDataset } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setText } from '../testing/case.ts';
import { makeCase, ORIGINALS, type Case } from '../testing/unit-case.ts';
import { ignoredRows, type ListedIdentifier } from './listed.ts';
import { scanFolders, type Scanned } from './scan-folders.ts';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

function scan(files: Map<string, WDataset>, identifiers: ListedIdentifier[] = []): Scanned {
  const { instances, inputRoot, output, outputRoot } = unit.deliver(files);
  return scanFolders({ instances, inputRoot: inputRoot ?? '', output, outputRoot, identifiers });
}

function cleanWith(text: string): Map<string, WDataset> {
  const [first, ...rest] = [...unit.clean];
  const dataset = { ...first![1], elements: [...first![1].elements] };
  setText(dataset, 0x00104000, 'LT', text);
  return new Map([[first![0], dataset], ...rest]);
}

it('finds nothing in a clean folder', () => {
  expect(scan(unit.clean).judged.findings).toEqual([]);
});

it('harvests names, numbers, dates and UIDs from the originals and finds them all in a folder that is no better', () => {
  const { judged } = scan(unit.originals);
  const kinds = new Set(judged.findings.filter(({ leak }) => leak).map(({ kind }) => kind));
  expect(kinds).toEqual(new Set(['accession-number', 'birth-date', 'direct-number', 'event-date', 'name', 'site', 'staff', 'uid']));
});

it('finds an attribute that the IOD requires and the output lacks', () => {
  const [first, ...rest] = [...unit.clean];
  const dataset = { ...first![1], elements: first![1].elements.filter(({ tag }) => tag !== 0x00200013) };
  const { findings } = scan(new Map([[first![0], dataset], ...rest])).judged;
  expect(findings.map(({ rule, tagPath }) => `${rule} ${tagPath}`)).toEqual(['types <(0020,0013)>']);
});

it('looks for what the user lists, too', () => {
  const { judged } = scan(cleanWith('contact: Wilhelmina Featherstone'), [{ text: 'Featherstone^Wilhelmina' }]);
  expect(judged.leaks).toHaveLength(1);
});

it('says which identifiers it does not look for, and why', () => {
  const { judged, ignored } = scan(cleanWith('young patient, B'), [
    { patient: ORIGINALS[0]!.id, kind: 'initials', text: 'B' },
    { patient: ORIGINALS[0]!.id, kind: 'name', text: 'Young^Grainne' },
  ]);
  expect(judged.leaks).toEqual([]);
  expect(ignored.map(({ text, reason }) => [text, reason.slice(0, 20)])).toEqual([
    ['B', 'too short'],
    ['Young^Grainne', 'its family name is a'],
  ]);
});

it('names the rows of a list that are not looked for, and why', () => {
  const texts = [
    'Featherstone^Wilhelmina',
    'F',
    '',
    'Chest routine',
    'head',
    '12',
    '483920175',
    'Young^Grainne',
    'Ng^An',
    '05.09.1986',
    'Li',
    '--',
  ];
  const list = [...texts.map((text, i) => ({ line: i + 2, text })), { line: 40, text: 'Marlowe', patient: 'nobody' }];
  expect(ignoredRows(list, new Set(['1']))).toEqual(
    new Map([
      ['too short', [3, 7, 12]],
      ['no letter or digit', [4, 13]],
      ['ordinary words alone', [5, 6]],
      ['its family name is an ordinary word: looked for with the given name only', [9]],
      ['its patient is not among the originals', [40]],
    ]),
  );
});

it.each([
  ['a date with the day first', '05.09.1986', 'b. 1986-09-05', 'birth-date'],
  ['a number', '48-39201', 'no 4839201', 'direct-number'],
  ['a short name of two words', 'Ng^An', 'seen: NG, AN', 'name'],
  ['an address of mail', 'a.b@example.org', 'to A.B@example.org', 'contact'],
])('takes %s from a list by its looks', (_, text, comment, kind) => {
  expect(scan(cleanWith(comment), [{ text }]).judged.leaks.map((leak) => leak.kind)).toEqual([kind]);
});

it('searches files that answer no input for the identifiers of every patient', () => {
  const copy = unit.originals.get('000002/000001.dcm')!;
  const { judged } = scan(new Map([...unit.clean, ['stray/copy.dcm', copy]]));
  expect(new Set(judged.findings.map(({ rule }) => rule))).toEqual(new Set(['strays']));
  expect(new Set(judged.findings.map(({ patient }) => patient))).toEqual(new Set([ORIGINALS[1]!.id]));
});
