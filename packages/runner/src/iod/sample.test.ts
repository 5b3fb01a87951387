import { expect, it } from 'vitest';
import type { Instance } from '@deidbench/core/model';
import { sampleOfSeries } from './sample.ts';

const item = (ordinal: number, series: string) => ({ instance: { ordinal, series, sop: `${ordinal}`, digest: `d${ordinal}` } as Instance });
const items = Array.from({ length: 40 }, (_, i) => item(i, i < 36 ? 'long' : i < 39 ? 'short' : 'single'));

it('takes all of a small unit, and of a large one some of every series, the same ones in any order', () => {
  expect(sampleOfSeries(items, 40)).toEqual(items);
  const drawn = sampleOfSeries(items, 10);
  expect(drawn).toHaveLength(10);
  expect(new Set(drawn.map(({ instance }) => instance.series))).toEqual(new Set(['long', 'short', 'single']));
  expect(drawn.filter(({ instance }) => instance.series === 'short')).toHaveLength(3);
  expect(sampleOfSeries(items.toReversed(), 10)).toEqual(drawn);
});
