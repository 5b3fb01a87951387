import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deal, longestFirst, makespan } from './deal.ts';
import { predictShards } from './predict.ts';
import { unitsOfShard } from './shard.ts';

const tasks = fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 60 });
const sum = (seconds: readonly number[]) => seconds.reduce((total, one) => total + one, 0);

describe('dealing units out by their durations', () => {
  it('gives every unit to one shard', () => {
    fc.assert(
      fc.property(tasks, fc.integer({ min: 1, max: 9 }), (seconds, count) => {
        expect(
          deal(seconds, count)
            .flat()
            .toSorted((a, b) => a - b),
        ).toEqual(seconds.map((_, place) => place));
      }),
    );
  });

  it('leaves no shard with more than its even part and one unit', () => {
    fc.assert(
      fc.property(tasks, fc.integer({ min: 1, max: 9 }), (seconds, count) => {
        const most = Math.max(...deal(seconds, count).map((places) => sum(places.map((place) => seconds[place] ?? 0))));
        expect(most).toBeLessThanOrEqual(sum(seconds) / count + Math.max(...seconds) + 1e-6);
      }),
    );
  });

  it('begins with the longest, and takes equal ones in their order', () => {
    expect(longestFirst([1, 5, 1, 5, 9])).toEqual([4, 1, 3, 0, 2]);
  });

  it('without durations gives every n-th unit', () => {
    expect(unitsOfShard(['a', 'b', 'c', 'd', 'e'], { index: 2, count: 2 })).toEqual(['b', 'd']);
  });
});

describe('foretelling how long shards take', () => {
  it('counts the jobs that a node does at a time', () => {
    expect(makespan([4, 3, 3], 1)).toBe(10);
    expect(makespan([4, 3, 3], 2)).toBe(6);
    expect(makespan([4, 3, 3], 5)).toBe(4);
  });

  it('is never shorter than the even part of the work, nor than the longest unit', () => {
    const units = Array.from({ length: 50 }, (_, i) => ({ tool: i % 2 ? 'slow' : 'fast', profile: 'default', instances: 500 + i }));
    const durations = { 'slow:default': 0.5, 'fast:default': 0.01 };
    for (const count of [1, 2, 4, 100]) {
      const { total, longest } = predictShards(units, durations, { count, jobs: 1 });
      expect(longest).toBeGreaterThanOrEqual(total / count - 1e-6);
      expect(longest).toBeGreaterThanOrEqual(549 * 0.5);
    }
  });

  it('takes a tool that was never recorded for the median', () => {
    const units = [{ tool: 'new', profile: 'default', instances: 10 }];
    expect(predictShards(units, { 'a:default': 1, 'b:default': 2, 'c:default': 9 }, { count: 1, jobs: 1 }).total).toBe(20);
  });
});
