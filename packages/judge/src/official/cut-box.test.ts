import { describe, expect, it } from 'vitest';
import type { TextBox } from '@deidbench/core/model';
import { cutBox } from './cut-box.ts';
import { readingLuma } from './luma.ts';
import type { PixelArray } from './pixel-array.ts';

/** An array of three axes whose values count up. */
function counting(shape: [number, number, number], unsigned16 = false, scale = 1): PixelArray {
  const size = shape[1] * shape[2];
  return { shape, unsigned16, slab: (place) => Uint16Array.from({ length: size }, (_, i) => (place * size + i) * scale) };
}

const box = (left: number, top: number, right: number, bottom: number) => ({ text: '', left, top, right, bottom });

describe('boxes as the official script cuts them', () => {
  it('take rows and columns, right and bottom left out', () => {
    expect(cutBox(counting([4, 5, 1]), box(1, 1, 3, 3), 0)).toMatchObject({ width: 2, height: 2, gray: Uint8Array.of(6, 7, 11, 12) });
  });

  it('end at the image, and count from its end where they are negative', () => {
    expect(cutBox(counting([4, 5, 1]), box(3, 3, 99, 99), 0)?.gray).toEqual(Uint8Array.of(18, 19));
    expect(cutBox(counting([4, 5, 1]), box(-2, -1, 99, 99), 0)?.gray).toEqual(Uint8Array.of(18, 19));
    expect(cutBox(counting([4, 5, 1]), box(3, 3, 3, 4), 0)).toBeUndefined();
    expect(cutBox(counting([4, 5, 1]), box(4, 0, 2, 4), 0)).toBeUndefined();
  });

  it('scale unsigned 16-bit values by the largest of the region, and take the low byte of all else', () => {
    expect(cutBox(counting([1, 4, 1], true, 1000), box(0, 0, 4, 1), 0)?.gray).toEqual(Uint8Array.of(0, 85, 170, 255));
    expect(cutBox(counting([1, 4, 1], false, 1000), box(0, 0, 4, 1), 0)?.gray).toEqual(Uint8Array.of(0, 232, 208, 184));
    expect(cutBox(counting([1, 1, 1], true), box(0, 0, 1, 1), 0)?.gray).toEqual(Uint8Array.of(0));
  });

  it('show the first of several planes, and their luma to readers that want it', async () => {
    const colour = cutBox(counting([1, 2, 3], false, 10), box(0, 0, 2, 1), 0)!;
    expect(colour).toMatchObject({ gray: Uint8Array.of(0, 30), planes: { count: 3, data: Uint8Array.of(0, 10, 20, 30, 40, 50) } });
    const seen: TextBox[] = [];
    const reader = readingLuma({
      name: 'r',
      version: '1',
      read: (boxes) => Promise.resolve(boxes.map((each) => (seen.push(each), { text: '', confidence: 0 }))),
    });
    await reader.read([colour]);
    expect(seen[0]?.gray).toEqual(Uint8Array.of(8, 38));
  });

  it('have other digests where the same bytes have another shape', () => {
    const flat = cutBox(counting([1, 4, 1]), box(0, 0, 4, 1), 0);
    const square = cutBox(counting([2, 2, 1]), box(0, 0, 2, 2), 0);
    expect(flat?.gray).toEqual(square?.gray);
    expect(flat?.digest).not.toBe(square?.digest);
  });
});
