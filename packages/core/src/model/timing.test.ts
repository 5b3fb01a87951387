import { expect, it } from 'vitest';
import { exclusiveSpeed } from './timing.ts';

const quiet = { instances: 101, roundSeconds: [2.5, 2.4, 2.6], startSeconds: [0.5, 0.5, 0.6], busyShares: [0, 0.01, 0.02] };

it('tells the speed of a tool without its start-up', () => {
  expect(exclusiveSpeed(quiet)).toMatchObject({ rounds: 3, startSeconds: 0.5, instancesPerSecond: 50, noisy: null });
});

it('calls rounds noisy that differ, or ran beside other work', () => {
  expect(exclusiveSpeed({ ...quiet, roundSeconds: [2.5, 2.4, 3] })?.noisy).toBe('rounds differ by 24 %');
  expect(exclusiveSpeed({ ...quiet, busyShares: [0, 0.5, 0] })?.noisy).toBe('up to 50 % of the processors had other work');
});

it('tells no speed from start-up where one instance takes as long as all', () => {
  expect(exclusiveSpeed({ ...quiet, instances: 1, roundSeconds: [0.5, 0.5, 0.5] })?.noisy).toContain('too few instances');
  expect(exclusiveSpeed({ ...quiet, roundSeconds: [] })).toBeUndefined();
});
