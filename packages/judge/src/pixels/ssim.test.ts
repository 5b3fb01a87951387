import type { Frame } from '@deidbench/dicom';
import { describe, expect, it } from 'vitest';
import { similarity } from './ssim.ts';

const SIDE = 32;
const frame = (value: (x: number, y: number) => number): Frame => ({
  rows: SIDE,
  columns: SIDE,
  samples: 1,
  bitsStored: 12,
  signed: false,
  photometric: 'MONOCHROME2',
  data: Uint16Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE))),
});
const mean = ({ sum, blocks }: { sum: number; blocks: number }) => sum / blocks;
const texture = frame((x, y) => 500 + 40 * ((x * 7 + y * 13) % 11));

describe('structural similarity', () => {
  it('is 1 for equal images, less for noise and near 0 for an image of another structure', () => {
    expect(mean(similarity(texture, texture, undefined))).toBeCloseTo(1, 10);
    const noisy = mean(
      similarity(
        texture,
        frame((x, y) => 500 + 40 * ((x * 7 + y * 13) % 11) + ((x * 31 + y * 17) % 50)),
        undefined,
      ),
    );
    expect(noisy).toBeGreaterThan(0.8);
    expect(noisy).toBeLessThan(1);
    expect(
      mean(
        similarity(
          texture,
          frame((x, y) => 500 + 40 * ((x * 5 + y * 3) % 11)),
          undefined,
        ),
      ),
    ).toBeLessThan(0.3);
  });

  it('leaves out blocks in which something had to be hidden', () => {
    const hidden = new Uint8Array(SIDE * SIDE).fill(1, 0, SIDE * 8);
    const blanked = frame((x, y) => (y < 8 ? 0 : 500 + 40 * ((x * 7 + y * 13) % 11)));
    expect(similarity(texture, blanked, hidden)).toEqual({ sum: expect.closeTo(12, 8), blocks: 12 });
  });
});
