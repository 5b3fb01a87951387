import type { Frame } from '@deidbench/dicom';
import { describe, expect, it } from 'vitest';
import { framesEqual, type Frames } from '../unit/frames.ts';
import { inOneSpace } from './colours.ts';
import { damageOf } from './damage.ts';

const [NATIVE, JPEG] = ['1.2.840.10008.1.2.1', '1.2.840.10008.1.2.4.50'];
const SIDE = 16;

const RGB = Uint8Array.from({ length: SIDE * SIDE * 3 }, (_, i) => (i * 37 + (i % 5) * 11) % 256);
/** As a tool converts: rounded to whole levels. */
const YBR = Uint8Array.from(RGB, (_, i) => {
  const [r, g, b] = [0, 1, 2].map((k) => RGB[i - (i % 3) + k]!) as [number, number, number];
  const y = 0.299 * r + 0.587 * g + 0.114 * b;
  return Math.min(255, Math.round([y, 128 + (b - y) / 1.772, 128 + (r - y) / 1.402][i % 3]!));
});

function frames(photometric: string, data: Uint8Array): Frames {
  const frame: Frame = { rows: SIDE, columns: SIDE, samples: 3, bitsStored: 8, signed: false, photometric, data };
  return { count: 1, frame: () => frame };
}
const compared = (before: Frames, after: Frames, was = NATIVE, is = NATIVE) => {
  const one = inOneSpace({ before, after }, { before: was, after: is });
  return [framesEqual(one.before, one.after, one.tolerance), damageOf(one, []).changed] as const;
};

describe('a colour image', () => {
  it('is the same in RGB and in YBR_FULL', () => {
    expect(compared(frames('RGB', RGB), frames('YBR_FULL', YBR))).toEqual([true, 0]);
    expect(compared(frames('YBR_FULL', YBR), frames('RGB', RGB))).toEqual([true, 0]);
  });

  it('is another where it was only called by the other name', () => {
    const [same, changed] = compared(frames('RGB', RGB), frames('YBR_FULL', RGB));
    expect([same, changed > SIDE * SIDE]).toEqual([false, true]);
  });

  it('may differ by what a decoder rounds where the original was JPEG, and no level else', () => {
    const [near, far] = [RGB.map((value) => Math.max(0, value - 3)), RGB.map((value) => (value > 200 ? value - 4 : value))];
    expect(compared(frames('RGB', RGB), frames('RGB', near), JPEG)).toEqual([true, 0]);
    expect(compared(frames('RGB', RGB), frames('RGB', far), JPEG)[0]).toBe(false);
    expect(compared(frames('RGB', RGB), frames('RGB', near))[0]).toBe(false);
    expect(compared(frames('RGB', RGB), frames('RGB', near), JPEG, JPEG)[0]).toBe(false);
  });
});
