import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fold, FoldedTool, ToolResult, ToolTiming } from '@deidbench/core/model';
import { BEHAVIOURS, type Behaviour } from '../testing/behaviours.ts';
import { syntheticFold } from '../testing/synthetic-fold.ts';
import { rankTools } from './rank-tools.ts';

const behaviour = (id: string, change: Partial<Behaviour> = {}): Behaviour => ({
  id,
  removes: 1,
  keeps: 0.9,
  conforms: 1,
  delivers: 1,
  instancesPerSecond: 50,
  peakBytes: 1,
  ...change,
});
const find = (fold: Fold, id: string, profile?: string): ToolResult => {
  const row = rankTools(fold).tools.find((t) => t.id === id && (!profile || t.profile === profile));
  if (!row) throw new Error(`no ${id}`);
  return row;
};
const tool = (fold: Fold, i = 0): FoldedTool => fold.tools[i] as FoldedTool;

describe('the ranking', () => {
  it('is the same for the same fold', () => {
    expect(rankTools(syntheticFold())).toEqual(rankTools(syntheticFold()));
  });

  it('puts a higher tier before any retention', () => {
    const fold = syntheticFold({ behaviours: [behaviour('leaky', { removes: 0.5, keeps: 1 }), behaviour('safe', { keeps: 0.8 })] });
    expect(rankTools(fold).tools.map((t) => [t.id, t.tier, t.rank?.value])).toEqual([
      ['safe', 'A', 1],
      ['leaky', 'D', 2],
    ]);
  });

  it('ties two tools of one tier that differ less than patients do', () => {
    const twins = syntheticFold({
      behaviours: [behaviour('a', { keeps: 0.9 }), behaviour('b', { keeps: 0.9 }), behaviour('c', { keeps: 0.8 })],
    });
    const ranks = Object.fromEntries(rankTools(twins).tools.map((t) => [t.id, t.rank?.value]));
    expect(ranks).toEqual({ a: 1, b: 1, c: 3 });
  });

  it('breaks a tie in retention by conformance, and one in that by a speed more than twice as high that was measured alone', () => {
    const slower = [behaviour('plain', { conforms: 0.992, keeps: 1 }), behaviour('better', { conforms: 1, keeps: 1 })];
    expect(rankTools(syntheticFold({ behaviours: slower })).tools.map((t) => t.id)).toEqual(['better', 'plain']);
    const speeds = [behaviour('slow', { keeps: 1 }), behaviour('fast', { keeps: 1, instancesPerSecond: 500 })];
    const shared = syntheticFold({ behaviours: speeds });
    const ranks = (fold: Fold) => Object.fromEntries(rankTools(fold).tools.map((t) => [t.id, t.rank?.value]));
    expect(ranks(shared)).toEqual({ slow: 1, fast: 1 });
    const alone = (seconds: number, busy = 0): ToolTiming => ({
      instances: 11,
      roundSeconds: [seconds, seconds, seconds],
      startSeconds: [0.1, 0.1, 0.1],
      busyShares: [busy, busy, busy],
    });
    const timed = (busy: number): Fold => ({
      ...shared,
      tools: shared.tools.map((tool) => ({ ...tool, timing: alone(tool.id === 'fast' ? 1 : 3, busy) })),
    });
    expect(ranks(timed(0))).toEqual({ fast: 1, slow: 2 });
    expect(ranks(timed(0.5))).toEqual({ slow: 1, fast: 1 });
    const half = { ...shared, tools: shared.tools.map((tool) => (tool.id === 'fast' ? { ...tool, timing: alone(1) } : tool)) };
    expect(ranks(half)).toEqual({ slow: 1, fast: 1 });
  });

  it('does not hang on the order in which the tools stand in the run', () => {
    const ranks = (fold: Fold): object => Object.fromEntries(rankTools(fold).tools.map((t) => [`${t.id}:${t.profile}`, t.rank]));
    const expected = ranks(syntheticFold());
    fc.assert(
      fc.property(fc.shuffledSubarray([...BEHAVIOURS.keys()], { minLength: BEHAVIOURS.length }), (order) => {
        const fold = syntheticFold();
        fold.tools = order.flatMap((i) => fold.tools[i] ?? []);
        expect(ranks(fold)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });

  it('is the same for two runs that differ in the time they took alone', () => {
    const fold = syntheticFold();
    for (const tool of fold.tools) for (const attempt of tool.attempts) attempt.wallSeconds *= tool.id < 'tool-d' ? 9 : 1.3;
    const ranks = (run: Fold) => rankTools(run).tools.map((t) => [t.id, t.profile, t.rank]);
    expect(ranks(fold)).toEqual(ranks(syntheticFold()));
  });

  it('says no interval and no order inside a tier with four patients', () => {
    const results = rankTools(syntheticFold({ patients: 4, behaviours: [behaviour('a'), behaviour('b', { keeps: 0.8 })] }));
    expect(results.tools.map((t) => [t.rank?.value, t.intervals])).toEqual([
      [1, undefined],
      [1, undefined],
    ]);
  });

  it('keeps each rank inside its interval', () => {
    for (const { rank } of rankTools(syntheticFold()).tools) {
      if (!rank) continue;
      expect(rank.low).toBeLessThanOrEqual(rank.value);
      expect(rank.high).toBeGreaterThanOrEqual(rank.value);
    }
  });
});

describe('tiers', () => {
  it.each([
    ['A', {}],
    ['B', { keeps: 0.6 }],
    ['C', { keeps: 0.3 }],
    ['D', { keeps: 0.1 }],
    ['D', { delivers: 0.5 }],
    ['B', { conforms: 0.9 }],
    ['D', { removes: 0 }],
  ] as const)('are %s for %o', (tier, change) => {
    expect(find(syntheticFold({ behaviours: [behaviour('t', change)] }), 't').tier).toBe(tier);
  });

  it('are D when new UIDs collide', () => {
    const fold = syntheticFold({ behaviours: [behaviour('t')] });
    tool(fold).collidingUids = 1;
    expect(find(fold, 't').tier).toBe('D');
  });

  it('follow an overridden table, which stands in the results', () => {
    const tiers = [{ tier: 'A' as const, coverage: 0, highPatients: 1, retention: 0 }];
    const results = rankTools(syntheticFold({ behaviours: [behaviour('t', { removes: 0, keeps: 0.1 })] }), { tiers });
    expect(results.tools[0]?.tier).toBe('A');
    expect(results.method.tiers).toEqual(tiers);
  });
});

describe('retention', () => {
  it('leaves out what any readable file must hold', () => {
    const row = find(syntheticFold(), 'scorched');
    expect(row.actions.text_retained?.passed).toBeGreaterThan(0);
    expect(row.retention).toBe(0);
  });

  it('counts pixels that are equal once decoded, the official figures do not', () => {
    const fold = syntheticFold({ behaviours: [behaviour('t', { keeps: 1 })] });
    for (const cell of tool(fold).cells) {
      if (cell.action === 'pixels_retained') Object.assign(cell, { passed: 0, failed: cell.total, decodedEqual: cell.total });
    }
    const row = find(fold, 't');
    expect(row.retention).toBe(1);
    expect(row.actions.pixels_retained?.passed).toBe(0);
  });

  it('counts missing instances as lost', () => {
    expect(find(syntheticFold({ behaviours: [behaviour('t', { keeps: 1, delivers: 0.5 })] }), 't').retention).toBeLessThan(0.6);
  });

  it('is null where no key asks for anything, and bars no tier', () => {
    const fold = syntheticFold({ behaviours: [behaviour('t')] });
    tool(fold).cells = [];
    expect(find(fold, 't')).toMatchObject({ retention: null, conformance: null, score: null, failuresPer100k: null, tier: 'A' });
  });
});

describe('conformance', () => {
  it('counts a new violation of the IOD as a failed check for each instance', () => {
    const fold = syntheticFold({ behaviours: [behaviour('t')] });
    const finding = { ...(syntheticFold().tools[9]?.findings[0] as FoldedTool['findings'][number]), rule: 'conformance', at: [0, 1, 2] };
    const before = find(fold, 't');
    tool(fold).findings.push(finding);
    const checks = (before.actions.tag_retained?.total ?? 0) + (before.actions.text_notnull?.total ?? 0);
    expect(before.conformance).toBe(1);
    expect(find(fold, 't').conformance).toBeCloseTo(checks / (checks + 3), 12);
  });
});

describe('a run without a key', () => {
  it('says nothing of conformance and kept values, whatever violations were found', () => {
    const fold = syntheticFold({ behaviours: [behaviour('t')] });
    const finding = { ...(syntheticFold().tools[9]?.findings[0] as FoldedTool['findings'][number]), rule: 'conformance', at: [0, 1, 2] };
    Object.assign(tool(fold), { cells: [], findings: [finding] });
    expect(find(fold, 't')).toMatchObject({ conformance: null, retention: null, intervals: { conformance: null, retention: null } });
  });
});

describe('the official figures', () => {
  it('keep blanks in the total of the score', () => {
    const fold = syntheticFold({ behaviours: [behaviour('t')] });
    tool(fold).cells = [
      {
        patient: 'P0001',
        modality: 'CT',
        vendor: '',
        action: 'text_removed',
        category: 'HIPAA-A',
        mustHold: false,
        total: 4,
        passed: 2,
        failed: 1,
        blank: 1,
      },
    ];
    expect(find(fold, 't')).toMatchObject({ score: 0.5, failuresPer100k: 25_000, checks: { total: 4, passed: 2, failed: 1, blank: 1 } });
  });

  it('sum to the totals by action and by category', () => {
    const row = find(syntheticFold(), 'tool-birch');
    for (const groups of [row.actions, row.categories]) {
      expect(Object.values(groups).reduce((sum, c) => sum + c.total, 0)).toBe(row.checks.total);
    }
  });
});

describe('the controls', () => {
  const without = (...ids: string[]): Fold => syntheticFold({ behaviours: BEHAVIOURS.filter((b) => !ids.includes(b.id)) });

  it('are right on an honest run and have a tier but no rank', () => {
    const results = rankTools(syntheticFold());
    expect(results.controls).toBe('ok');
    expect(results.tools.filter((t) => t.control).map((t) => [t.id, t.tier, t.rank])).toEqual([
      ['oracle', 'A', null],
      ['identity', 'D', null],
      ['scorched', 'D', null],
    ]);
  });

  it.each([
    ['oracle', { keeps: 0.9 }, /oracle failed \d+ of \d+ checks/u],
    ['oracle', { removes: 0.5 }, /oracle leaks \d+ identifiers/u],
    ['oracle', { delivers: 0.5 }, /oracle delivered \d+ of \d+ instances/u],
    ['identity', { removes: 1 }, /identity leaks nothing/u],
    ['identity', { removes: 0.5 }, /identity failed only \d+ of \d+ removal checks/u],
    ['scorched', { keeps: 0.2 }, /scorched retains/u],
    ['scorched', { delivers: 0 }, /scorched delivered/u],
    ['identity', { delivers: 0.5 }, /identity delivered/u],
  ] as const)('are wrong when %s behaves like %o', (id, change, reason) => {
    const results = rankTools(syntheticFold({ behaviours: BEHAVIOURS.map((b) => (b.id === id ? { ...b, ...change } : b)) }));
    expect(results.controls).toBe('wrong');
    expect(results.controlNotes.join('\n')).toMatch(reason);
  });

  it('say "no oracle", not "wrong", where none ran or none can', () => {
    expect(rankTools(without('oracle')).controls).toBe('no oracle');
    const fold = syntheticFold();
    const oracle = tool(fold);
    for (const p of oracle.patients)
      Object.assign(p, {
        outcome: { 'not-supported': p.instances.expected },
        instances: { expected: p.instances.expected, produced: 0, paired: 0 },
      });
    expect(rankTools(fold).controls).toBe('no oracle');
  });

  it('name an end of the scale that was not proven', () => {
    expect(rankTools(without('scorched')).controlNotes.join()).toContain('scorched did not run');
  });
});

describe('runs with little in them', () => {
  it('stand without tools', () => {
    expect(rankTools(syntheticFold({ behaviours: [] }))).toMatchObject({ controls: 'no oracle', tools: [] });
  });

  it('stand without patients', () => {
    expect(rankTools(syntheticFold({ patients: 0 })).tools.every((t) => t.rank === null && t.tier === null)).toBe(true);
  });

  it('rank no tool that is not installed', () => {
    const fold = syntheticFold({ behaviours: [behaviour('t')] });
    for (const p of tool(fold).patients)
      Object.assign(p, {
        outcome: { 'not-installed': p.instances.expected },
        instances: { expected: p.instances.expected, produced: 0, paired: 0 },
      });
    expect(find(fold, 't')).toMatchObject({ tier: null, rank: null });
  });
});
