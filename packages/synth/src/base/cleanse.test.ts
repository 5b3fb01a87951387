import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesElement, EXPLICIT_LE, numberElement, sequence, textElement, writeDicom, type WElement } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkDataset } from '../check/check-dataset.ts';
import { generate } from '../generate.ts';
import type { Item } from '../model/item.ts';
import { pdfOf } from '../iod/pdf.ts';
import { cleanse } from './cleanse.ts';
import { Cutter } from './cutter.ts';
import { ownIdentifiers } from './own-identifiers.ts';
import { readBaseItem } from './read-base.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const text = (tag: number, vr: string, value: string): WElement => textElement(tag, vr, value, ['ISO_IR 192']);
const code = (value: string, scheme: string, meaning: string): WElement[] => [
  text(0x00080100, 'SH', value),
  text(0x00080102, 'SH', scheme),
  text(0x00080104, 'LO', meaning),
];

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-cleanse-'));
  mkdirSync(join(folder, 'real'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Objects of one patient: the header, with what a test adds or puts in its place. */
function real(name: string, more: WElement[]): string {
  const header = [
    text(0x00080005, 'CS', 'ISO_IR 192'),
    text(0x00080016, 'UI', CT),
    text(0x00080018, 'UI', `1.9.7741.${name.length}.5`),
    text(0x00080020, 'DA', '20190722'),
    text(0x00080050, 'SH', 'ACC7741188'),
    text(0x00080060, 'CS', 'CT'),
    text(0x00080070, 'LO', 'SIEMENS'),
    text(0x00080080, 'LO', 'Saint Elsewhere Hospital'),
    text(0x00080090, 'PN', 'Quackenbush^Thaddeus'),
    text(0x00080094, 'SH', '555-010-4477'),
    text(0x00081030, 'LO', 'CT ABDOMEN'),
    text(0x00100010, 'PN', 'Vandersloot^Hieronymus'),
    text(0x00100020, 'LO', 'BMRN774411'),
    text(0x00100030, 'DA', '19530417'),
    text(0x00180015, 'CS', 'ABDOMEN'),
    text(0x00180060, 'DS', '120'),
    text(0x0020000d, 'UI', '1.9.7741.1'),
    text(0x0020000e, 'UI', '1.9.7741.2'),
  ];
  const elements = new Map([...header, ...more].map((element) => [element.tag, element]));
  const bytes = writeDicom({ meta: [], elements: [...elements.values()].toSorted((a, b) => a.tag - b.tag), transferSyntax: EXPLICIT_LE });
  writeFileSync(join(folder, 'real', name), bytes);
  return name;
}

function cleansed(name: string, paths: string[]): Item {
  const root = join(folder, 'real');
  const own = new Cutter(ownIdentifiers(root, paths));
  return cleanse(CT, readBaseItem(root, name).dataset, { uid: () => '2.25.1', days: 3, own });
}
const alone = (name: string, more: WElement[]): Item => cleansed(real(name, more), [name]);

it('takes names, numbers, dates and places that the header knows out of descriptors and free text', () => {
  const item = alone('a', [
    text(0x00081030, 'LO', 'CT ABD for Hieronymus Vandersloot'),
    text(0x0008103e, 'LO', 'axial BMRN774411'),
    text(0x00080070, 'LO', 'Vandersloot Inc'),
    text(0x00180010, 'LO', 'Omnipaque ACC7741188'),
    text(0x00181030, 'LO', 'Thorax Dr. Quackenbush'),
    text(0x00204000, 'LT', 'pt of Saint Elsewhere Hospital, born 1953-04-17,\r\nknee painful since 22 Jul 2019, call (555) 010-4477'),
  ]);
  const texts = [0x00081030, 0x0008103e, 0x00080070, 0x00180010, 0x00181030].map((tag) => item.text(tag));
  expect(texts).toEqual(['CT ABD', 'axial', '', 'Omnipaque', 'Thorax']);
  expect(item.text(0x00204000)).toBe('pt of, born,\r\nknee painful since');
});

it('looks into every depth, and fills what must have a value', () => {
  const asked = [sequence(0x00400008, [code('K2', '99HOUSE', 'Vandersloot')])];
  const item = alone('bb', [sequence(0x00081032, [code('K1', '99HOUSE', 'Vandersloot protocol')]), sequence(0x00400275, [asked])]);
  expect(item.items(0x00081032)[0]?.text(0x00080104)).toBe('protocol');
  const [deep] = item.items(0x00400275)[0]?.items(0x00400008) ?? [];
  expect(deep?.text(0x00080104)).toBe('REMOVED');
  expect(deep?.text(0x00080100)).toBe('K2');
});

it('leaves no private or unknown element that holds one, as text or as bytes', () => {
  const item = alone('ccc', [
    text(0x00090010, 'LO', 'GEMS_IDEN_01'),
    text(0x00091001, 'LO', 'GE_GENESIS_FF'),
    text(0x00091004, 'SH', 'Vandersloot'),
    bytesElement(0x00189999, 'UN', Buffer.from('xx Vandersloot^Hieronymus')),
  ]);
  expect(item.has(0x00091004)).toBe(false);
  expect(item.has(0x00189999)).toBe(false);
  expect(item.text(0x00091001)).toBe('GE_GENESIS_FF');
});

it('keeps what is no identifier: terms, codes, numbers, makers, ordinary words that people are called too', () => {
  const item = alone('dddd', [
    text(0x00080050, 'SH', '121071'),
    text(0x00081040, 'LO', 'RADIOLOGY'),
    text(0x00081030, 'LO', 'Head Routine RADIOLOGY'),
    text(0x00100010, 'PN', 'Head^Mark'),
    text(0x00200010, 'SH', '120'),
    sequence(0x00081032, [code('121071', 'DCM', 'Finding')]),
  ]);
  expect(item.text(0x00081030)).toBe('Head Routine RADIOLOGY');
  expect([0x00080060, 0x00080070, 0x00180015, 0x00180060].map((tag) => item.text(tag))).toEqual(['CT', 'SIEMENS', 'ABDOMEN', '120']);
  expect(item.items(0x00081032)[0]?.text(0x00080100)).toBe('121071');
});

it('puts an empty page in place of a document that names the patient', () => {
  const pdf = pdfOf('Report on Hieronymus Vandersloot');
  const item = alone('eeeee', [bytesElement(0x00420011, 'OB', pdf), numberElement(0x00420015, 'UL', pdf.length)]);
  const { value } = item.get(0x00420011) ?? {};
  expect(value).toEqual(pdfOf(''));
  expect(item.number(0x00420015)).toBe(pdfOf('').length);
});

it('knows from one object of a patient what must go from another', () => {
  real('ffffff', [text(0x00100010, 'PN', ''), text(0x00204000, 'LT', 'knee of Vandersloot')]);
  expect(cleansed('ffffff', ['a', 'ffffff']).text(0x00204000)).toBe('knee');
});

it.each(['OShaughnessy', 'O\u2019SHAUGHNESSY', 'Anne Marie', 'ANNEMARIE'])(
  'knows a name that is written without its marks: %s',
  (written) => {
    const item = alone('ggggggg', [text(0x00100010, 'PN', "O'Shaughnessy^Anne-Marie"), text(0x00204000, 'LT', `knee of ${written}`)]);
    expect(item.text(0x00204000)).toBe('knee');
  },
);

it('lets a name or number of the base stay nowhere in input, reference or key', async () => {
  const out = join(folder, 'set');
  await generate({ base: join(folder, 'real'), seed: 3, jobs: 1, out });
  expect(await checkDataset(out)).toMatchObject({ ok: true });
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(10);
  const told = /Vandersloot|Hieronymus|BMRN774411|ACC7741188|Quackenbush|Elsewhere|010-4477/iu;
  const telling = files.filter(({ parentPath, name }) => told.test(readFileSync(join(parentPath, name)).toString('latin1')));
  expect(telling.map(({ name }) => name)).toEqual([]);
});
