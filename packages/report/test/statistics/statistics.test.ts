import { describe, expect, it } from 'vitest';
import { summarise, type Measures } from '../../src/rank/measure.ts';
import { percentileInterval, quantile, resamplePatients } from '../../src/stats/bootstrap.ts';
import { holm } from '../../src/stats/holm.ts';
import { kendallTau } from '../../src/stats/kendall.ts';
import { exactMcNemar } from '../../src/stats/mcnemar.ts';
import { normalTail } from '../../src/stats/normal.ts';
import { signFlipTest } from '../../src/stats/sign-flip.ts';
import expected from './expected.json' with { type: 'json' };

describe.each(expected.sets)('the statistics of $name agree with SciPy', (set) => {
  const failures = set.passed_b.map((b, i) => b - (set.passed_a[i] ?? 0));

  it('Kendall’s tau-b', () => {
    expect(kendallTau(set.passed_a, set.passed_b)).toBeCloseTo(set.expected.kendall, 12);
  });

  it('exact McNemar', () => {
    expect(exactMcNemar(set.expected.onlyA, set.expected.onlyB)).toBeCloseTo(set.expected.mcnemar, 12);
  });

  it('the sign-flip test', () => {
    const digits = failures.filter((d) => d !== 0).length <= 14 ? 12 : 2;
    expect(signFlipTest(failures)).toBeCloseTo(set.expected.signFlip, digits);
  });

  it('quantiles and the normal tail', () => {
    const sorted = set.passed_a.toSorted((a, b) => a - b);
    [0.025, 0.5, 0.975].forEach((q, i) => expect(quantile(sorted, q)).toBeCloseTo(set.expected.quantiles[i] ?? Number.NaN, 10));
    const z = Math.abs(failures.reduce((a, b) => a + b, 0)) / Math.sqrt(failures.reduce((s, d) => s + d * d, 0));
    expect(normalTail(z) / set.expected.normalTail).toBeCloseTo(1, 6);
  });

  it('the percentile bootstrap of a ratio over patients', () => {
    const zeros = new Float64Array(set.total.length);
    const measures: Measures = {
      expected: zeros,
      paired: zeros,
      conforming: zeros,
      conformable: zeros,
      high: zeros,
      medium: zeros,
      leaking: zeros,
      checks: zeros,
      failed: zeros,
      retained: Float64Array.from(set.passed_a),
      retainable: Float64Array.from(set.total),
    };
    const samples = resamplePatients(set.total.length, 20_000, 1).map((weights) => summarise(measures, weights).retention ?? 0);
    const interval = percentileInterval(summarise(measures).retention ?? 0, samples, 0.95);
    const width = (set.expected.bootstrap[1] ?? 0) - (set.expected.bootstrap[0] ?? 0);
    expect(Math.abs(interval.low - (set.expected.bootstrap[0] ?? 0))).toBeLessThan(0.05 * width);
    expect(Math.abs(interval.high - (set.expected.bootstrap[1] ?? 0))).toBeLessThan(0.05 * width);
  });
});

it('Holm’s correction agrees with the paper’s formula', () => {
  holm(expected.holm.p).forEach((p, i) => expect(p).toBeCloseTo(expected.holm.expected[i] ?? Number.NaN, 12));
});
