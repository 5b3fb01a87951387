import { describe, expect, it } from 'vitest';
import { percent, perHundredThousand, shorten } from './format.ts';

describe('figures for people', () => {
  it('never say all or nothing of what is only close to it', () => {
    expect([0, 0.0002, 0.0006, 0.9996, 1].map((share) => percent(share))).toEqual(['0.0 %', '< 0.1 %', '0.1 %', '99.9 %', '100.0 %']);
    expect([0, 0.3, 0.6, 12_018.4].map(perHundredThousand)).toEqual(['0', '< 1', '1', '12,018']);
  });

  it('say nothing where nothing can be said', () => {
    expect([percent(null), percent(Number.NaN), perHundredThousand(null)]).toEqual(['–', '–', '–']);
  });
});

it('cuts a long text short without leaving half a pair', () => {
  expect(shorten('ab😀cd', 3)).toBe('ab… (6 characters)');
  expect(shorten('abc', 3)).toBe('abc');
});
