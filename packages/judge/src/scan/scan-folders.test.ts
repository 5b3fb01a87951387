import { createHash } from 'node:crypto';
import { sequence, setElement, textElement, type WDataset, type WElement } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { setText, UID } from '../testing/case.ts';
import { copies } from '../testing/change.ts';
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
    'yesterday',
    'hospital',
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
      ['too short', [3, 9, 14]],
      ['no letter or digit', [4, 15]],
      ['ordinary words alone', [5, 6, 7, 8]],
      ['its family name is an ordinary word: looked for with the given name only', [11]],
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

/** The clean twin with one change in the named file. */
function changed(name: string, change: (dataset: WDataset) => void): Map<string, WDataset> {
  return copies(unit.clean, change, name);
}

const short = ({ judged }: Scanned): string[] =>
  judged.findings.map(({ rule, label, tagPath, at }) => `${rule} ${label} ${tagPath} ${at.join(',')}`);

it('tells a UID that differs from its other files once, where it differs', () => {
  const series = scan(changed('000001/000002.dcm', (d) => setText(d, 0x0020000e, 'UI', '2.25.404')));
  expect(short(series)).toEqual(['uids bug <(0020,000e)> 1']);
  const reference = [textElement(0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'), textElement(0x00081155, 'UI', '2.25.404')];
  const dangling = scan(changed('000001/000002.dcm', (d) => setElement(d, sequence(0x00081140, [reference]))));
  expect(short(dangling)).toEqual(['uids bug <(0008,1140)>[<0000>]<(0008,1155)> 1']);
});

it('takes a UID that one file kept for a leak and for nothing more', () => {
  const kept = scan(changed('000001/000003.dcm', (d) => setText(d, 0x0020000e, 'UI', UID.series('1.3.51.0.7.1490012'))));
  expect(short(kept)).toEqual(['residual leak <(0020,000e)> 2']);
});

it('finds images that were swapped between patients, without a key', () => {
  const pixels = (name: string): WElement => unit.clean.get(name)!.elements.find(({ tag }) => tag === 0x7fe00010)!;
  const other: Record<string, string> = { '000001/000001.dcm': '000002/000001.dcm', '000002/000001.dcm': '000001/000001.dcm' };
  const swapped = scan(copies(unit.clean, (d, name) => other[name] && setElement(d, pixels(other[name]))));
  expect(short(swapped)).toEqual(['swapped bug pixels 0', 'swapped bug pixels 3']);
});

it('searches what is no DICOM file, and names of files and folders though the originals have the same', () => {
  const list = Buffer.from('old,new\nHollister^Marguerite,SET-001\n');
  const {
    instances,
    inputRoot = '',
    output,
    outputRoot,
  } = unit.deliver(new Map<string, WDataset | Uint8Array>([...unit.clean, ['lists/map.csv', list]]));
  const listed = scanFolders({ instances, inputRoot, output, outputRoot });
  expect(listed.judged.findings.map(({ rule, tagPath, kind, severity }) => [rule, tagPath, kind, severity])).toEqual([
    ['strays', 'other file', 'name', 'high'],
  ]);
  const named = unit.deliver(new Map([...unit.originals].map(([name, d]) => [`Hollister/Marguerite/${name}`, d])));
  const moved = instances.map((instance) => ({ ...instance, path: `Hollister/Marguerite/${instance.path}` }));
  const clean = unit.deliver(new Map([...unit.clean].map(([name, d]) => [`Hollister/Marguerite/${name}`, d])));
  const same = scanFolders({ instances: moved, inputRoot: named.outputRoot, output: clean.output, outputRoot: clean.outputRoot });
  expect(new Set(same.judged.findings.map(({ tagPath }) => tagPath))).toEqual(new Set(['folder name']));
});

it('finds new UIDs that are hashes though others of the file are drawn at random, and needs no output of all of them', () => {
  const hash = (old: string): string => `2.25.${BigInt(`0x${createHash('md5').update(old).digest('hex')}`)}`;
  const hashed = (d: WDataset, name: string): void =>
    setText(d, 0x0020000d, 'UI', hash(UID.study(name.startsWith('000001') ? '1.3.51.0.7.1490012' : '1.3.51.0.7.2290443')));
  expect(short(scan(copies(unit.clean, hashed)))).toEqual(['derivable bug <(0020,000d)> 0']);
});
