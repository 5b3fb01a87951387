import { describe, expect, it } from 'vitest';
import { rankTools } from '../rank/rank-tools.ts';
import { BEHAVIOURS, type Behaviour } from '../testing/behaviours.ts';
import { syntheticFold } from '../testing/synthetic-fold.ts';
import { compareRuns } from './compare-runs.ts';
import { formatComparison } from './format-comparison.ts';
import type { Run } from './types.ts';

/** A run in which `tool-birch` behaves as told. */
function run(change: Partial<Behaviour> = {}): Run {
  const fold = syntheticFold({ behaviours: BEHAVIOURS.map((b) => (b.id === 'tool-birch' ? { ...b, ...change } : b)) });
  return { fold, results: rankTools(fold) };
}
const birch = (comparison: ReturnType<typeof compareRuns>) => {
  const tool = comparison.tools.find((t) => t.tool === 'tool-birch');
  if (!tool) throw new Error('tool-birch was not compared');
  return tool;
};

describe('two runs of the same tools', () => {
  it('show no change when nothing changed', () => {
    const comparison = compareRuns(run(), run());
    expect(comparison.regression).toBe(false);
    for (const tool of comparison.tools) expect(tool).toMatchObject({ added: [], fixed: [], gone: [], regressions: [] });
    expect(formatComparison(comparison, { color: false })).toContain('No regression.');
  });

  it('call a new high leak a regression', () => {
    const next = run();
    const tool = next.fold.tools.find((t) => t.id === 'tool-birch');
    const leak = next.fold.tools.find((t) => t.control === 'identity')?.findings.find((f) => f.severity === 'high');
    if (!tool || !leak) throw new Error('fixture');
    tool.findings.push({ ...leak, tool: tool.id, profile: tool.profile, id: 'F-new', tagPath: '(0010,4000)' });
    const comparison = compareRuns(run(), next);
    expect(birch(comparison).added).toMatchObject([{ id: 'F-new', severity: 'high', instances: { base: 0 } }]);
    expect(birch(comparison).regressions).toEqual(['1 new high leak']);
    expect(formatComparison(comparison, { color: false })).toMatch(/Regression: tool-birch:default/u);
  });

  it('count mended findings, and call nothing worse when leaks went', () => {
    const comparison = compareRuns(run(), run({ removes: 1 }));
    expect(birch(comparison).fixed.filter((f) => f.leak).length).toBeGreaterThan(0);
    expect(birch(comparison).added.filter((f) => f.leak)).toEqual([]);
  });

  it('call no finding mended whose files did not come out, and fewer files a regression', () => {
    const tool = birch(compareRuns(run({ removes: 0 }), run({ removes: 1, delivers: 0.5 })));
    expect(tool.fixed).toEqual([]);
    expect(tool.gone.length).toBeGreaterThan(0);
    expect(tool.regressions.join()).toContain('coverage 100.0 % became');
  });

  it('call a finding that tells more than before a regression', () => {
    const next = run();
    const leak = next.fold.tools.find((t) => t.id === 'tool-birch')?.findings.find((f) => f.leak && f.severity === 'high');
    if (!leak) throw new Error('fixture');
    const base = run();
    for (const { findings } of base.fold.tools) for (const f of findings) if (f.id === leak.id) f.severity = 'medium';
    const tool = birch(compareRuns(base, next));
    expect(tool.graver).toMatchObject([{ id: leak.id, severity: 'high' }]);
    expect(tool.regressions).toEqual(['1 known finding became a high leak']);
    expect(birch(compareRuns(next, base)).graver).toEqual([]);
  });

  it('prove nothing of patients that the new run did not come to', () => {
    const next = run();
    for (const tool of next.fold.tools) tool.patients = tool.patients.slice(0, 5);
    expect(birch(compareRuns(run(), next)).regressions).toContain('7 patients of the base run not run again');
  });

  it('fail the gate when a control of the new run is wrong or a tool of the base run is not installed', () => {
    const untrusted = run();
    untrusted.results.controls = 'wrong';
    const wrong = compareRuns(run(), untrusted);
    expect(wrong.regression).toBe(true);
    expect(formatComparison(wrong, { color: false })).toContain('No verdict: a control of the new run is wrong');

    const without = run();
    without.fold.tools = without.fold.tools.filter((t) => t.id !== 'tool-birch');
    without.results.notInstalled = [{ id: 'tool-birch', reason: 'not here', remedy: 'install it' }];
    const missing = compareRuns(run(), without);
    expect(missing).toMatchObject({ regression: true, notHere: ['tool-birch:default'] });
    expect(formatComparison(missing, { color: false })).toContain('No verdict on tool-birch:default');
  });

  it('fail the gate, with the reason, when the only tool of the base run is not installed', () => {
    const [base, without] = [run(), run()];
    base.fold.tools = base.fold.tools.filter((t) => t.control || t.id === 'tool-birch');
    without.fold.tools = without.fold.tools.filter((t) => t.control);
    without.results.notInstalled = [{ id: 'tool-birch', reason: 'not here', remedy: 'install it' }];
    const missing = compareRuns(base, without);
    expect(missing).toMatchObject({ regression: true, tools: [], notHere: ['tool-birch:default'] });
    expect(formatComparison(missing, { color: false })).toContain('No verdict on tool-birch:default: not installed');
  });

  it('call a loss of what is kept worse only beyond chance', () => {
    expect(birch(compareRuns(run(), run({ keeps: 0.5 }))).regressions.join()).toContain('retention');
    expect(birch(compareRuns(run(), run({ keeps: 0.641 }))).regressions.join()).not.toContain('retention');
  });
});

it('refuses runs on different data by name', () => {
  const other = run();
  other.results.dataset.digest = '0'.repeat(64);
  expect(() => compareRuns(run(), other)).toThrow(/the runs saw different data/u);
});

it('refuses runs without a tool in common', () => {
  const other = run();
  other.fold.tools = other.fold.tools.filter((t) => t.control);
  expect(() => compareRuns(run(), other)).toThrow(/no tool in common: tool-amber:tuned, .* none in the new one/u);
});

it('names tools that only one run holds, and says when the judge itself changed', () => {
  const next = run();
  next.fold.tools = next.fold.tools.filter((t) => t.id !== 'tool-fjord');
  next.results = rankTools(next.fold);
  next.results.provenance = { ...next.results.provenance, rulesVersion: '2' };
  const comparison = compareRuns(run(), next);
  expect(comparison.onlyBase).toEqual(['tool-fjord:default']);
  expect(comparison.warnings.join()).toContain('rulesVersion differs');
});
