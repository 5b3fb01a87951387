import { DicomError, type Frame } from '@deidbench/dicom';
import { expect, it } from 'vitest';
import { compareBox } from './compare-box.ts';
import type { Frames } from './frames.ts';

const SIZE = 4;
const box = { left: 1, top: 1, right: 3, bottom: 3 };
const frameOf = (value: number, mark = value): Frame => {
  const data = new Uint8Array(SIZE * SIZE).fill(value);
  data[SIZE + 1] = mark;
  return { rows: SIZE, columns: SIZE, samples: 1, bitsStored: 8, signed: false, photometric: 'MONOCHROME2', data };
};
const clip = (...frames: (Frame | 'broken')[]): Frames => ({
  count: frames.length,
  frame(index) {
    const frame = frames[index]!;
    if (frame === 'broken') throw new DicomError('UNDECODABLE', 'broken');
    return frame;
  },
});
const shown = frameOf(10, 200);

it('finds the box of an original in a clip of which some frames can no longer be decoded', () => {
  expect(compareBox(clip(shown, shown, shown), clip(frameOf(0), 'broken', shown), box, 8)).toEqual({ state: 'unchanged', frame: 2 });
});

it('does not say that a text is gone while frames can not be decoded', () => {
  expect(compareBox(clip(shown, shown), clip(frameOf(0), 'broken'), box, 8)).toEqual({ state: 'unreadable' });
  expect(compareBox(clip(shown, shown), clip(frameOf(0), frameOf(7)), box, 8)).toEqual({ state: 'gone' });
});

it('gives up a clip of which nothing can be decoded after some frames', () => {
  let asked = 0;
  const endless: Frames = {
    count: 2e9,
    frame() {
      asked += 1;
      throw new DicomError('UNDECODABLE', 'broken');
    },
  };
  expect(compareBox(clip(shown), endless, box, 8)).toEqual({ state: 'unreadable' });
  expect(asked).toBeLessThan(100);
});

it('reads the frames that changed and says how many it left out', () => {
  const state = compareBox(clip(shown, shown, shown, shown), clip(frameOf(0), frameOf(9, 8), frameOf(9, 7), frameOf(9, 6)), box, 2);
  expect(state).toMatchObject({ state: 'changed', frame: 1, left: 1, boxes: [{ width: 2 }, { width: 2 }] });
});
