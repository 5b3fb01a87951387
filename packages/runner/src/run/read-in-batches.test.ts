import type { TextBox } from '@deidbench/core/model';
import { expect, it } from 'vitest';
import { readInBatches } from './read-in-batches.ts';

const box = (check: number, width = 100): TextBox => ({
  ordinal: 0,
  check,
  digest: `${check}`,
  width,
  height: 100,
  gray: new Uint8Array(),
});
const boxes = (count: number, width?: number): TextBox[] => Array.from({ length: count }, (_, i) => box(i, width));
const textOf = ({ check }: TextBox) => ({ text: `text ${check}`, confidence: 1 });

it('reads a thousand boxes by calls of a size that a watchdog can tell from a hang, in order', async () => {
  const sizes: number[] = [];
  const { readings, seconds, problem } = await readInBatches(boxes(1000), async (batch) => {
    sizes.push(batch.length);
    return { ok: true, value: { readings: batch.map(textOf), seconds: 1 } };
  });
  expect(readings).toEqual(boxes(1000).map(textOf));
  expect(Math.max(...sizes)).toBeLessThanOrEqual(16);
  expect([seconds, problem]).toEqual([sizes.length, undefined]);
});

it('reads large images alone, so that what crosses to the reader stays bounded', async () => {
  const sizes: number[] = [];
  await readInBatches(boxes(3, 200_000), async (batch) => {
    sizes.push(batch.length);
    return { ok: true, value: { readings: batch.map(textOf), seconds: 1 } };
  });
  expect(sizes).toEqual([1, 1, 1]);
});

it('loses the boxes of a call that fails and no others', async () => {
  const { readings, problem } = await readInBatches(boxes(40), async (batch) =>
    batch.some(({ check }) => check === 20)
      ? { ok: false, error: { code: 'WATCHDOG', message: 'no end' } }
      : { ok: true, value: { readings: batch.map(textOf), seconds: 1 } },
  );
  expect(readings.flatMap((reading, i) => (reading === undefined ? [i] : []))).toEqual(Array.from({ length: 16 }, (_, i) => 16 + i));
  expect(problem).toBe('no end');
});
