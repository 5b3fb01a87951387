import { describe, expect, it } from 'vitest';
import { rankTools } from './rank/rank-tools.ts';
import { deliversEnough, pixelSentence, TIERS_MEAN, verdictSentence } from './sentences.ts';
import type { Behaviour } from './testing/behaviours.ts';
import { syntheticFold } from './testing/synthetic-fold.ts';

const tool = (id: string, change: Partial<Behaviour>): Behaviour => ({
  id,
  removes: 0.5,
  keeps: 0.9,
  conforms: 1,
  delivers: 1,
  instancesPerSecond: 50,
  peakBytes: 1,
  ...change,
});
const verdict = (...behaviours: Behaviour[]): string => verdictSentence(rankTools(syntheticFold({ behaviours })));

describe('the verdict', () => {
  it('says in plain words what the tier of the first is worth', () => {
    expect(verdict(tool('safe', { removes: 1 }), tool('leaky', {}))).toMatch(
      /^safe comes first of 2 tools: tier A \(fit for release\), no leak,/u,
    );
  });

  it('calls nobody best where no tool is fit, and names who leaks least and who keeps most', () => {
    const text = verdict(tool('keeper', { removes: 0.2, keeps: 0.99 }), tool('guard', { removes: 0.9, keeps: 0.6 }));
    expect(text).toMatch(/^None of 2 tools is fit for release: all are in tier D\. guard leaks least \(\d+ high.*\); keeper keeps most/u);
    expect(text).not.toContain('first');
  });

  it('gives no praise for leaks that a tool cannot have because its files are missing', () => {
    const text = verdict(tool('whole', {}), tool('half', { removes: 0.9, delivers: 0.4 }), tool('nothing', { delivers: 0 }));
    expect(text).toMatch(/whole keeps most and leaks least of those that deliver at least 80 % of the files/u);
    expect(text).not.toMatch(/nothing|half/u);
  });

  it('says nothing of what is kept where no key asked', () => {
    const results = rankTools(syntheticFold({ behaviours: [tool('scanned', {})] }));
    const unasked = { ...results, tools: results.tools.map((one) => ({ ...one, retention: null })) };
    expect(verdictSentence(results)).toContain('% kept');
    expect(verdictSentence(unasked)).not.toContain('kept');
  });

  it('says it of a single tool too, and that nothing came out', () => {
    expect(verdict(tool('only', {}))).toMatch(/^only, the only tool of this run, is not fit for release \(tier D\): \d+ high/u);
    expect(verdict(tool('only', { delivers: 0 }))).toContain('it delivered no file');
    expect(verdict(tool('a', { delivers: 0 }), tool('b', { delivers: 0 }))).toContain('None delivered a file.');
  });

  it('counts a leak in words that agree', () => {
    expect(verdict(tool('a', { removes: 1, keeps: 0.1 }), tool('b', { removes: 1, keeps: 0.2 }))).toContain('(no leak, ');
  });
});

it('compares leaks of tools only that reach the least coverage of any tier', () => {
  const { method } = rankTools(syntheticFold());
  expect([0.79, 0.8].map((coverage) => deliversEnough({ coverage }, method))).toEqual([false, true]);
});

it('tells what the tiers mean', () => {
  expect(TIERS_MEAN).toBe('Tiers: A fit for release, B fit with care, C only after review by hand, D not fit for release.');
});

it('praises nobody for burned-in text that did not come out', () => {
  const results = rankTools(syntheticFold({ behaviours: [tool('whole', { removes: 0 }), tool('nothing', { delivers: 0 })] }));
  expect(pixelSentence(results)).toBe('1 of 1 tool leaves burned-in identifiers.');
});

it('says nothing of burned-in text where the key asks for none', () => {
  const fold = syntheticFold();
  for (const { cells } of fold.tools) for (const cell of cells) if (cell.action === 'pixels_hidden') cell.action = 'text_removed';
  expect(pixelSentence(rankTools(fold))).toBeNull();
});
