import { describe, expect, it } from 'vitest';
import { readMethod } from './read-method.ts';

describe('overrides of the ranking', () => {
  it('are read as they stand', () => {
    const tiers = [{ tier: 'A', coverage: 1, highPatients: 0, retention: 0.9, conformance: 0.99 }];
    expect(readMethod({ resamples: 500, tiers }, 'ranking')).toEqual({ resamples: 500, tiers });
  });

  it.each([
    [7, 'ranking: must be a map of settings'],
    [{ resample: 5 }, 'ranking.resample: no such setting'],
    [{ resamples: '5' }, 'ranking.resamples: must be a number from 1 to 100000, found "5"'],
    [{ tiers: [{ tier: 'E' }] }, 'ranking.tiers[0].tier: must be A, B or C'],
    [
      { tiers: [{ tier: 'A', coverage: 99, highPatients: 0, retention: 0 }] },
      'ranking.tiers[0].coverage: must be a number from 0 to 1, found 99',
    ],
    [{ tiers: [{ tier: 'A', coverage: 0.9, highPatients: 0 }] }, 'ranking.tiers[0].retention: must be a number from 0 to 1'],
    [{ tiers: [{ tier: 'A', coverage: 0.9, highPatients: 0, retention: 0, leaks: 1 }] }, 'ranking.tiers[0].leaks: no such bound'],
  ])('%j are refused by name', (value, message) => {
    expect(() => readMethod(value, 'ranking')).toThrow(message);
  });
});
