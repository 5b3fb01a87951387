import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bytesElement,
  encapsulated,
  numberElement,
  setElement,
  textElement,
  writeDicom,
  type WDataset,
  type WElement,
} from '@deidbench/dicom';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';
import type { Judged } from '../unit/types.ts';

const PIXELS = 0x7fe00010;
const [ROWS, COLUMNS, BITS, FRAMES] = [0x00280010, 0x00280011, 0x00280100, 0x00280008];
/** Its original has text burned into the upper left corner. */
const BURNED = '000002/000002.dcm';
const RLE = '1.2.840.10008.1.2.5';
const MPEG4 = '1.2.840.10008.1.2.4.102';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

function judged(change: (dataset: WDataset) => void): Judged {
  const files = new Map(unit.clean);
  const dataset = { ...files.get(BURNED)!, elements: [...files.get(BURNED)!.elements] };
  change(dataset);
  files.set(BURNED, dataset);
  return judgeUnit(unit.deliver(files));
}

const number = (dataset: WDataset, tag: number, value: number): WDataset => {
  setElement(dataset, numberElement(tag, 'US', value));
  return dataset;
};
const coded = (dataset: WDataset, transferSyntax: string, fragment: Uint8Array): void => {
  dataset.transferSyntax = transferSyntax;
  setElement(dataset, encapsulated(PIXELS, [new Uint8Array(), fragment]));
};
const pixelsOf = ({ elements }: WDataset): WElement => elements.find(({ tag }) => tag === PIXELS)!;

describe('an image of a tool that is not what its original was', () => {
  it.each<[string, (dataset: WDataset) => void, RegExp]>([
    ['more rows than there is data', (d) => number(d, ROWS, 17), /can no longer be decoded: frame 1 needs/],
    ['fewer columns', (d) => number(d, COLUMNS, 15), /has 15 × 16 pixels, the original 16 × 16/],
    ['no rows', (d) => number(d, ROWS, 0), /0 rows, 16 columns, 1 samples make no image/],
    ['rows and columns that claim gigabytes', (d) => number(number(d, ROWS, 65_535), COLUMNS, 65_535), /more than 268435456 bytes/],
    ['no bits', (d) => number(d, BITS, 0), /bits are no sample that can be read/],
    ['more frames than there is data', (d) => setElement(d, textElement(FRAMES, 'IS', '3')), /has 3 frames, the original 1/],
    ['millions of frames', (d) => setElement(d, textElement(FRAMES, 'IS', '2000000000')), /has 2000000000 frames, the original 1/],
    [
      'pixels cut short',
      (d) => setElement(d, bytesElement(PIXELS, 'OW', (pixelsOf(d).value as Uint8Array).slice(0, 100))),
      /can no longer be decoded/,
    ],
    ['video', (d) => coded(d, MPEG4, new Uint8Array(64)), /can no longer be decoded: 1\.2\.840\.10008\.1\.2\.4\.102 is video/],
    ['an unknown transfer syntax', (d) => coded(d, '1.2.3.4.5', new Uint8Array(64)), /no decoder for the transfer syntax 1\.2\.3\.4\.5/],
    [
      'a few bytes of run lengths for a large frame',
      (d) => coded(number(number(d, ROWS, 10_000), COLUMNS, 10_000), RLE, new Uint8Array(64).fill(1)),
      /64 bytes of rle cannot hold a frame of 200000000/,
    ],
    ['run lengths that tell another image', (d) => coded(d, RLE, new Uint8Array(80).fill(255)), /changed where nothing had to be hidden/],
  ])('%s', (_name, change, explanation) => {
    const { findings, leaks } = judged(change);
    expect(findings.map((finding) => finding.explanation)).toContainEqual(expect.stringMatching(explanation));
    expect(leaks).toEqual([]);
  });

  it.each<[string, (pixels: WElement, dataset: WDataset) => void]>([
    ['that lost its last word', (pixels, d) => setElement(d, bytesElement(PIXELS, 'OW', (pixels.value as Uint8Array).slice(0, -2)))],
    [
      'of which half is there',
      (pixels, d) =>
        setElement(d, bytesElement(PIXELS, 'OW', (pixels.value as Uint8Array).slice(0, (pixels.value as Uint8Array).length / 2))),
    ],
    ['with a row more than there is data', (_pixels, d) => number(d, ROWS, 17)],
  ])('still shows its burned-in text, %s', (_name, change) => {
    const { leaks } = judged((dataset) => {
      const original = pixelsOf(unit.originals.get(BURNED)!);
      setElement(dataset, bytesElement(PIXELS, 'OW', Uint8Array.from(original.value as Uint8Array)));
      change(pixelsOf(dataset), dataset);
    });
    expect(leaks.filter(({ place }) => place === 'pixels').map(({ kind }) => kind)).toContain('name');
  });

  it('says where the original is video, which nobody can judge', () => {
    const own = makeCase();
    const original = { ...own.originals.get(BURNED)!, elements: [...own.originals.get(BURNED)!.elements] };
    coded(original, MPEG4, new Uint8Array(64));
    writeFileSync(join(own.input.inputRoot!, BURNED), writeDicom(original));
    const { notes } = judgeUnit(own.deliver(own.clean));
    own.remove();
    expect(notes).toContain(
      "images were not judged, since their originals can't be decoded: 1.2.840.10008.1.2.4.102 is video, which is not decoded",
    );
  });
});
