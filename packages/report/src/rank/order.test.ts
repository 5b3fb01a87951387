import { describe, expect, it } from 'vitest';
import { DEFAULT_METHOD } from './method.ts';
import { orderInGroups, type Contender } from './order.ts';

/** A tool of tier D whose resamples scatter about its point values in a way of their own. */
function contender(name: string, retention: number, conformance: number, scatter: number, seed: number): Contender {
  const metrics = { coverage: 1, retention, conformance, highPatients: 1, mediumPatients: 1, leakRate: 1 };
  const samples = Array.from({ length: 200 }, (_, i) => ({ ...metrics, retention: retention + scatter * Math.sin(i * (seed + 1)) }));
  return { name, tier: 'D', metrics, samples, speed: 1 };
}

describe('the order of tools that cannot all be told apart', () => {
  it('never puts a tool that keeps less before one whose group was left for keeping less', () => {
    const wide = contender('wide', 0.49, 0.6, 0.3, 1);
    const order = orderInGroups([wide, contender('lead', 0.66, 0.6, 0.02, 2), contender('next', 0.58, 0.6, 0.02, 3)], DEFAULT_METHOD);
    expect(order.map(({ members }) => members.map((m) => m.name))).toEqual([['lead'], ['next', 'wide']]);
  });

  it('says what decided: kept values, or conformance where these are alike', () => {
    const order = orderInGroups(
      [contender('a', 0.9, 0.9, 0.05, 1), contender('b', 0.89, 0.99, 0.05, 2), contender('c', 0.2, 1, 0.01, 3)],
      DEFAULT_METHOD,
    );
    expect(order.map(({ members, decidedBy }) => [members[0]?.name, decidedBy])).toEqual([
      ['b', undefined],
      ['a', 'conformance'],
      ['c', 'retention'],
    ]);
  });
});
