import { describe, expect, it } from 'vitest';
import { MemoryBudget } from './memory-budget.ts';
import { inParallel } from './schedule.ts';

const GB = 2 ** 30;
const unit = (tool: string, n = 1) => ({ id: `${tool}.${n}`, tool, profile: 'default' });

/** Does units of a millisecond each; tells the most that ran at a time. */
async function together(units: readonly ReturnType<typeof unit>[], budget: MemoryBudget, peak: (tool: string) => number) {
  const running = new Set<string>();
  const seen: string[][] = [];
  await inParallel(units, { width: 4, gate: budget, signal: new AbortController().signal }, async (one) => {
    running.add(one.tool);
    seen.push([...running].toSorted());
    await new Promise((done) => setTimeout(done, 5));
    running.delete(one.tool);
    budget.give(one, peak(one.tool));
  });
  return seen;
}

describe('units in a machine with little memory', () => {
  it('do not begin while those that run and they would take more than there is', async () => {
    const peaks = { 'large:default': 5 * GB, 'other:default': 5 * GB, 'small:default': GB / 10 };
    const seen = await together([unit('large'), unit('other'), unit('small')], new MemoryBudget(() => 8 * GB, peaks), () => GB);
    expect(seen).toContainEqual(['large', 'small']);
    expect(seen.filter((tools) => tools.includes('large') && tools.includes('other'))).toEqual([]);
    expect(seen).toHaveLength(3);
  });

  it('begin alone where even one takes more than there is', async () => {
    const seen = await together([unit('huge'), unit('huge', 2)], new MemoryBudget(() => GB, { 'huge:default': 9 * GB }), () => GB);
    expect(seen).toEqual([['huge'], ['huge']]);
  });

  it('learn from what a tool took', () => {
    const budget = new MemoryBudget(() => 4 * GB);
    expect(budget.take(unit('tool'))).toBe(true);
    budget.give(unit('tool'), 3 * GB);
    expect(budget.take(unit('tool', 2))).toBe(true);
    expect(budget.take(unit('tool', 3))).toBe(false);
  });

  it('stop beginning when told, and end what runs', async () => {
    const stop = new AbortController();
    const done: string[] = [];
    await inParallel(
      [1, 2, 3].map((n) => unit('a', n)),
      { width: 1, gate: { take: () => true }, signal: stop.signal },
      async ({ id }) => {
        stop.abort();
        await Promise.resolve();
        done.push(id);
      },
    );
    expect(done).toEqual(['a.1']);
  });
});
