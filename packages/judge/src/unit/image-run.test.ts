import { numberElement, readDicom, setElement } from '@deidbench/dicom';
import { expect, it } from 'vitest';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import type { Check } from '../key/index.ts';
import { ctImage, fileOf } from '../testing/case.ts';
import { ORIGINALS } from '../testing/unit-case.ts';
import { ImageRun } from './image-run.ts';
import { FileView } from './output-file.ts';
import { Sink } from './sink.ts';

const PATIENT = '719204863';
const TEXT = 'QUIMBY ODALYS [F]\nDOB: 05.09.1986';
const [ROWS, PIXELS] = [0x00280010, 0x7fe00010];

const context = { input: { identifiers: { byPatient: new Map(), hidden: new Map() } }, sink: new Sink() } as unknown as UnitContext;
const box = { action: 'pixels_hidden', actionText: JSON.stringify({ text: TEXT, top_left: [0, 0], bottom_right: [8, 4] }) } as Check;

/** A CT image that nobody changed. */
function kept(number: number, series: string, sopClass = ''): PairedFile {
  const file = paired(number, []);
  return { ...file, instance: { ...file.instance, modality: 'CT', series, sopClass }, after: file.before() };
}

/** A file whose output lost its lower half. */
function paired(number: number, checks: Check[]): PairedFile {
  const image = ctImage({
    person: ORIGINALS[1]!,
    root: '1.2.3',
    number,
    seed: 7 * number,
    date: '20140321',
    reference: '',
    corner: 'image',
    identityRemoved: false,
  });
  const before = new FileView(readDicom(fileOf(image)));
  setElement(image, numberElement(ROWS, 'US', 8));
  setElement(
    image,
    numberElement(
      PIXELS,
      'OW',
      Array.from({ length: 128 }, (_, i) => number + i),
    ),
  );
  const instance = { patient: PATIENT, ordinal: number, sop: `${number}`, modality: 'CR' } as PairedFile['instance'];
  const names = { output: '', staged: '', by: 'path' } as const;
  return { ...names, instance, checks, hasOriginal: true, before: () => before, after: new FileView(readDicom(fileOf(image))) };
}

it('searches images that held text and were changed beside it, however many others were changed before them', () => {
  const run = new ImageRun(context);
  for (let number = 1; number <= 70; number += 1) run.look(paired(number, []));
  run.look(paired(100, [box]));
  expect(run.waiting.map(({ ordinal }) => ordinal)).toEqual([...Array.from({ length: 60 }, (_, i) => i + 1), 100]);
  expect(run.notes()).toEqual([expect.stringMatching(/^10 images were not searched for text/u)]);
});

it('looks for what the key says was burned in, though no element holds it', () => {
  const run = new ImageRun(context);
  run.look(paired(1, [box]));
  expect(run.waiting[0]!.identifiers.map(({ kind, text }) => [kind, text])).toEqual([
    ['birth-date', '05.09.1986'],
    ['name', 'QUIMBY ODALYS'],
  ]);
});

it('searches one image of each series that is not known for text, and each that is a capture of a screen', () => {
  const run = new ImageRun(context);
  for (let number = 1; number <= 5; number += 1) run.look(kept(number, number < 4 ? 'a' : 'b'));
  run.look(kept(6, 'b', '1.2.840.10008.5.1.4.1.1.7'));
  expect(run.waiting.map(({ ordinal }) => ordinal)).toEqual([1, 4, 6]);
  expect(run.notes()).toEqual([expect.stringMatching(/^3 images of kinds that seldom hold burned-in text/u)]);
});

it('says that it did not search an image of too many pixels', () => {
  const run = new ImageRun(context);
  const file = kept(1, 'a');
  const image = ctImage({
    person: ORIGINALS[1]!,
    root: '1.2.3',
    number: 1,
    seed: 1,
    date: '20140321',
    reference: '',
    corner: 'image',
    identityRemoved: false,
  });
  setElement(image, numberElement(ROWS, 'US', 4097));
  setElement(image, numberElement(0x00280011, 'US', 4097));
  setElement(image, numberElement(0x00280100, 'US', 8));
  setElement(image, numberElement(0x00280101, 'US', 8));
  setElement(image, { tag: PIXELS, vr: 'OB', value: new Uint8Array(4097 * 4098) });
  run.look({ ...file, after: new FileView(readDicom(fileOf(image))) });
  expect(run.waiting).toEqual([]);
  expect(run.notes()).toEqual(['1 images of more than 16777216 pixels were not searched for text']);
});

it('searches an image that two patients have for the identifiers of each, and once for a patient who has it twice', () => {
  const run = new ImageRun(context);
  const file = paired(1, []);
  for (const [ordinal, patient] of [PATIENT, PATIENT, 'another'].entries())
    run.look({ ...file, instance: { ...file.instance, ordinal, patient } });
  expect(run.waiting.map(({ patient }) => patient)).toEqual([PATIENT, 'another']);
});
