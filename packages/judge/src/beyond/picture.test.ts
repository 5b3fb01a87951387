import { numberElement, setElement, textElement, type WDataset } from '@deidbench/dicom';
import type { Finding } from '@deidbench/core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCase, type Case } from '../testing/unit-case.ts';
import { judgeUnit } from '../unit/judge-unit.ts';

const PIXELS = 0x7fe00010;
const PLAIN = '000001/000001.dcm';
/** Its original has text burned into the upper left corner. */
const BURNED = '000002/000002.dcm';

let unit: Case;
beforeAll(() => (unit = makeCase()));
afterAll(() => unit.remove());

/** Findings after a change of one file of the clean twin. */
function after(name: string, change: (dataset: WDataset) => void): Finding[] {
  const files = new Map(unit.clean);
  const dataset = { ...files.get(name)!, elements: [...files.get(name)!.elements] };
  change(dataset);
  files.set(name, dataset);
  return judgeUnit(unit.deliver(files)).findings;
}

/** Changes stored samples, given as 16-bit words. */
function repaint(dataset: WDataset, change: (value: number, index: number) => number): void {
  const element = dataset.elements.find(({ tag }) => tag === PIXELS)!;
  const bytes = element.value as Uint8Array;
  const words = Array.from({ length: bytes.length / 2 }, (_, i) => bytes[2 * i]! | (bytes[2 * i + 1]! << 8));
  setElement(
    dataset,
    numberElement(
      PIXELS,
      'OW',
      words.map((value, i) => change(value, i)),
    ),
  );
}

describe('what a tool did to the picture', () => {
  it('says how much changed in an image that had nothing to hide', () => {
    const found = after(PLAIN, (d) => repaint(d, (value, i) => (i === 200 ? value + 50 : value)));
    expect(found.map(({ rule, action, explanation }) => [rule, action, explanation])).toEqual([
      ['key', 'pixels_retained', expect.stringMatching(/^the image was changed where nothing had to be hidden: .* at most by 50, PSNR/u)],
    ]);
  });

  it('finds damage outside the boxes of an image with burned-in text, and none in blanked boxes', () => {
    expect(after(BURNED, (d) => repaint(d, (value) => value))).toEqual([]);
    const found = after(BURNED, (d) => repaint(d, (value, i) => (i === 255 ? 0 : value)));
    expect(found.map(({ rule, tagPath, label }) => [rule, tagPath, label])).toEqual([['picture', '<(7fe0,0010)>', 'bug']]);
  });

  it('finds no damage in an image stored the other way round that is shown alike, and finds one sample that is not', () => {
    const turned = (but: number) => (d: WDataset) => {
      repaint(d, (value, i) => 4095 - value - (i === but ? 1 : 0));
      setElement(d, textElement(0x00280004, 'CS', 'MONOCHROME1'));
    };
    expect(after(BURNED, turned(-1)).filter(({ tagPath }) => tagPath === '<(7fe0,0010)>')).toEqual([]);
    expect(after(BURNED, turned(255)).map(({ rule }) => rule)).toContain('picture');
    expect(after(BURNED, (d) => repaint(d, (value) => 4095 - value)).map(({ rule }) => rule)).toContain('picture');
  });

  it('tells compression with loss from repainting', () => {
    const [found] = after(PLAIN, (d) => repaint(d, (value, i) => value + ((i * 7) % 3) - 1));
    expect(found!.explanation).toMatch(/^the image was compressed with loss/u);
  });

  it('finds that the shape of an image changed', () => {
    const found = after(BURNED, (d) => {
      setElement(d, numberElement(0x00280010, 'US', 8));
      setElement(
        d,
        numberElement(
          PIXELS,
          'OW',
          Array.from({ length: 8 * 16 }, () => 0),
        ),
      );
    });
    expect(found.find(({ rule }) => rule === 'picture')?.explanation).toBe('the image has 16 × 8 pixels, the original 16 × 16');
  });

  it('finds that pixels were cut short', () => {
    const found = after(BURNED, (d) => setElement(d, numberElement(PIXELS, 'OW', [1, 2, 3])));
    expect(found.find(({ rule }) => rule === 'picture')?.explanation).toMatch(
      /^the image can no longer be decoded: frame 1 needs \d+ bytes/u,
    );
  });

  it('tells both measures of likeness', () => {
    const [found] = after(PLAIN, (d) => repaint(d, (value, i) => (i === 200 ? value + 50 : value)));
    expect(found!.explanation).toMatch(/1 samples \(0\.39 %\) differ, at most by 50, PSNR [\d.]+ dB, SSIM [01]\.\d{3}$/u);
  });

  it('finds that the pixels stayed and their meaning changed, once', () => {
    const found = after(PLAIN, (d) => setElement(d, textElement(0x00280004, 'CS', 'MONOCHROME1')));
    expect(found.map(({ rule, tagPath }) => [rule, tagPath])).toEqual([['key', '<(0028,0004)>']]);
  });
});
