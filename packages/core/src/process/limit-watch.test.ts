import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchLimits } from './limit-watch.ts';
import type { TreeWatch } from './tree-watch.ts';
import type { Sandbox } from './types.ts';

const LOOK_TAKES_MS = 5;
const sandbox = {
  output: '/nowhere',
  work: '/nowhere',
  home: '/nowhere',
  limits: { seconds: 1000, memoryBytes: 1, diskBytes: 1, processes: 1 },
} as unknown as Sandbox;
let now = 0;

beforeEach(() => {
  now = 0;
  vi.useFakeTimers();
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** How often a tree is looked at in some time, when a look takes five milliseconds. */
function looksIn(milliseconds: number): number {
  let looks = 0;
  const look = () => {
    looks += 1;
    now += LOOK_TAKES_MS;
    return { rows: [], rssBytes: 0 };
  };
  const watch = watchLimits({ look } as unknown as TreeWatch, sandbox, Promise.resolve(), () => undefined);
  vi.advanceTimersByTime(milliseconds);
  watch.stop();
  return looks;
}

it('looks often at first, so that the memory of a tool of a quarter of a second is seen', () => {
  expect(looksIn(250)).toBeGreaterThanOrEqual(6);
});

it('looks for no more than a thirtieth of a long time', () => {
  const spent = looksIn(60_000) * LOOK_TAKES_MS;
  // Timers here stand still while one looks.
  expect(spent).toBeLessThanOrEqual((60_000 + spent) / 30 + 60);
});
