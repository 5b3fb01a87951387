import { describe, expect, it } from 'vitest';
import { burnShare } from './burn-share.ts';
import type { SeriesPlan } from './types.ts';

function burned(count: number, share: number): number[] {
  const list = Array.from({ length: count }, () => ({ burned: false }) as SeriesPlan);
  burnShare(list, share);
  return list.flatMap((series, i) => (series.burned ? [i] : []));
}

describe('text in the pixels of a share of some series', () => {
  it('is in the first where it is often, and spread evenly over the others', () => {
    expect(burned(1, 0.35)).toEqual([0]);
    expect(burned(10, 0.35)).toEqual([0, 3, 6, 9]);
  });

  it('is in none of a few where it is seldom', () => {
    expect(burned(19, 0.05)).toEqual([]);
    expect(burned(20, 0.05)).toEqual([19]);
  });
});
