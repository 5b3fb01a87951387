import { toGray8, type Frame } from '@deidbench/dicom';
import { expect, it } from 'vitest';
import { thumbnail } from './thumbnail.ts';

it('is a small picture of a frame with its box outlined', () => {
  const [rows, columns] = [448, 896];
  const data = Uint16Array.from({ length: rows * columns }, (_, i) => (i % columns) * 4);
  const frame: Frame = { rows, columns, samples: 1, bitsStored: 12, signed: false, photometric: 'MONOCHROME2', data };
  const { width, height, data: gray } = thumbnail(toGray8(frame), { left: 400, top: 200, right: 480, bottom: 240 });
  expect([width, height]).toEqual([224, 112]);
  const row = [...gray.subarray(49 * width, 50 * width)];
  expect(new Set(row.slice(99, 121))).toEqual(new Set([0, 255]));
  expect(row.slice(0, 90)).toEqual(row.slice(0, 90).toSorted((a, b) => a - b));
  expect(thumbnail(toGray8(frame), { left: -50, top: -50, right: 5000, bottom: 5000 }).data).toHaveLength(224 * 112);
});
