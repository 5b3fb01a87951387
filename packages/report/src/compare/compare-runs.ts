import type { FoldedTool, RankingMethod, ToolResult } from '@deidbench/core/model';
import { ReportError } from '../errors.ts';
import { percent, plural } from '../format.ts';
import { measure, patientsOf, summarise, type Measures, type Metrics } from '../rank/measure.ts';
import { comparePair } from '../rank/pairs.ts';
import { percentileInterval, resamplePatients } from '../stats/bootstrap.ts';
import { compareFindings } from './findings.ts';
import type { Comparison, FigureChange, Run, ToolComparison } from './types.ts';

/**
 * Compares two runs on the same dataset, tool by tool: findings that came, were mended or vanished with their files, figures with intervals over
 * the same resamples of patients, and whether anything got worse. Throws DIFFERENT_DATASET when the runs saw other data, NO_TOOL_IN_COMMON when
 * there is nothing to compare; a tool of the base run that is not installed any more is an answer, and no good one.
 */
export function compareRuns(base: Run, next: Run): Comparison {
  const [before, after] = [base.results.dataset, next.results.dataset];
  if (before.digest !== after.digest)
    throw new ReportError(
      'DIFFERENT_DATASET',
      `the runs saw different data: ${before.name} (${before.digest.slice(0, 12)}) and ${after.name} (${after.digest.slice(0, 12)}). Run both on one dataset to compare them.`,
    );
  const name = (tool: FoldedTool): string => `${tool.id}:${tool.profile}`;
  const nextTools = new Map(next.fold.tools.filter((t) => !t.control).map((t) => [name(t), t]));
  const baseTools = new Map(base.fold.tools.filter((t) => !t.control).map((t) => [name(t), t]));
  const tools = [...baseTools].flatMap(([key, tool]) => {
    const other = nextTools.get(key);
    return other ? [compareTool(tool, other, base, next)] : [];
  });
  const onlyBase = [...baseTools.values()].filter((tool) => !nextTools.has(name(tool)));
  const notHere = onlyBase.filter(({ id }) => next.results.notInstalled.some((tool) => tool.id === id)).map(name);
  if (tools.length === 0 && notHere.length === 0)
    throw new ReportError(
      'NO_TOOL_IN_COMMON',
      `the runs hold no tool in common: ${namesOf(baseTools)} in the base run, ${namesOf(nextTools)} in the new one. Run the tool of the base run again, with the same profile.`,
    );
  return {
    formatVersion: 1,
    dataset: after.name,
    warnings: warningsOf(base, next),
    tools,
    onlyBase: onlyBase.map(name),
    onlyNext: [...nextTools.keys()].filter((key) => !baseTools.has(key)),
    notHere,
    regression: next.results.controls === 'wrong' || notHere.length > 0 || tools.some((tool) => tool.regressions.length > 0),
  };
}

function namesOf(tools: ReadonlyMap<string, FoldedTool>): string {
  return tools.size === 0 ? 'none' : [...tools.keys()].join(', ');
}

function warningsOf(base: Run, next: Run): string[] {
  const warnings: string[] = [];
  for (const [which, run] of [['base', base] as const, ['new', next] as const])
    if (run.results.controls !== 'ok') warnings.push(`the controls of the ${which} run: ${run.results.controls}`);
  for (const key of ['rulesVersion', 'readerVersion', 'iodVersion', 'deidbench'] as const) {
    const [before, after] = [base.results.provenance[key], next.results.provenance[key]];
    if (before !== after)
      warnings.push(`${key} differs (${JSON.stringify(before)}, ${JSON.stringify(after)}): a change may be the judge's, not the tool's`);
  }
  return warnings;
}

function compareTool(base: FoldedTool, next: FoldedTool, baseRun: Run, nextRun: Run): ToolComparison {
  const patients = patientsOf([base, next]);
  const [before, after] = [measure(base, patients), measure(next, patients)];
  const findings = compareFindings(base, next);
  const tier = { base: resultOf(baseRun, base)?.tier ?? null, next: resultOf(nextRun, next)?.tier ?? null };
  const figures = compareFigures(before, after, patients.length, nextRun.results.method);
  const { leakPatients, failures } = comparePair({ name: 'base', measures: before }, { name: 'next', measures: after });
  const partial = { tool: next.id, profile: next.profile, version: { base: base.version, next: next.version }, tier, figures, ...findings };
  return { ...partial, test: { leakPatients, failures }, regressions: [...notRunAgain(base, next), ...regressionsOf(partial)] };
}

/** An unfinished run proves nothing of the patients that it did not come to. */
function notRunAgain(base: FoldedTool, next: FoldedTool): string[] {
  const again = new Set(next.patients.map(({ patient }) => patient));
  const left = base.patients.filter(({ patient }) => !again.has(patient)).length;
  return left === 0 ? [] : [`${plural(left, 'patient')} of the base run not run again`];
}

function resultOf(run: Run, tool: FoldedTool): ToolResult | undefined {
  return run.results.tools.find((result) => result.id === tool.id && result.profile === tool.profile);
}

function compareFigures(before: Measures, after: Measures, patients: number, method: RankingMethod): FigureChange[] {
  const draws = patients < method.minimumPatients ? [] : resamplePatients(patients, method.resamples, method.seed);
  const samples = draws.map((weights) => [summarise(before, weights), summarise(after, weights)] as const);
  const [base, next] = [summarise(before), summarise(after)];
  return (['coverage', 'retention', 'conformance', 'leakRate'] as const).map((name) => {
    const differ = (a: Metrics, b: Metrics): number => (b[name] ?? 0) - (a[name] ?? 0);
    const known = base[name] !== null && next[name] !== null && samples.length > 0;
    const difference = known
      ? percentileInterval(
          differ(base, next),
          samples.map(([a, b]) => differ(a, b)),
          method.confidence,
        )
      : null;
    const down = difference !== null && difference.high < 0;
    const up = difference !== null && difference.low > 0;
    return {
      name,
      base: base[name],
      next: next[name],
      difference,
      worse: name === 'leakRate' ? up : down,
      better: name === 'leakRate' ? down : up,
    };
  });
}

/** A new high or medium leak, a finding that became one, a lower tier, fewer files, or a figure that is worse beyond chance. */
function regressionsOf({ tier, figures, added, graver }: Pick<ToolComparison, 'tier' | 'figures' | 'added' | 'graver'>): string[] {
  const reasons: string[] = [];
  for (const severity of ['high', 'medium'] as const) {
    const n = added.filter((finding) => finding.leak && finding.severity === severity).length;
    if (n > 0) reasons.push(plural(n, `new ${severity} leak`));
    const worse = graver.filter((finding) => finding.leak && finding.severity === severity).length;
    if (worse > 0) reasons.push(`${plural(worse, 'known finding')} became a ${severity} leak`);
  }
  if (tier.base !== null && (tier.next === null || tier.next > tier.base)) reasons.push(`tier ${tier.base} became ${tier.next ?? 'none'}`);
  for (const { name, base, next, worse } of figures) {
    const fewerFiles = name === 'coverage' && (next ?? 0) < (base ?? 0);
    if (worse || fewerFiles) reasons.push(`${name} ${percent(base)} became ${percent(next)}`);
  }
  return reasons;
}
