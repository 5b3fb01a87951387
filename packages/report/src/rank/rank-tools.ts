import {
  exclusiveSpeed,
  type ExclusiveSpeed,
  type Fold,
  type FoldedTool,
  type Interval,
  type RankingMethod,
  type Results,
  type ToolResult,
} from '@deidbench/core/model';
import { percentileInterval, resamplePatients } from '../stats/bootstrap.ts';
import { checkControls } from './controls.ts';
import { measure, patientsOf, summarise, type Measures, type Metrics } from './measure.ts';
import { DEFAULT_METHOD } from './method.ts';
import { pairTests } from './pairs.ts';
import { rankContenders } from './ranks.ts';
import { tierOf } from './tier.ts';
import { failuresPer100k, groupCells, sumAttempts, sumCells, sumPatients } from './totals.ts';

interface Row {
  tool: FoldedTool;
  result: ToolResult;
  measures: Measures;
  metrics: Metrics;
  samples: Metrics[];
}

/**
 * Ranks the tools of a run: tier, then retention, conformance, leak rate and, where it was measured alone, speed; tools whose paired intervals overlap are tied.
 * Controls and tools that never ran are rows without a rank. Same fold, same result: resampling is seeded.
 */
export function rankTools(fold: Fold, options: Partial<RankingMethod> = {}): Results {
  const method = { ...DEFAULT_METHOD, ...options };
  const patients = patientsOf(fold.tools);
  const draws = patients.length < method.minimumPatients ? [] : resamplePatients(patients.length, method.resamples, method.seed);
  const rows = fold.tools.map((tool): Row => {
    const measures = measure(tool, patients);
    const metrics = summarise(measures);
    const samples = draws.map((weights) => summarise(measures, weights));
    return { tool, measures, metrics, samples, result: resultOf(tool, metrics, samples, method) };
  });
  const { ranked, stability } = rankRows(rows, method);
  const tools = [...ranked, ...rows.filter((row) => !ranked.includes(row))].map((row) => row.result);
  const entrants = ranked.map((row) => ({ name: `${row.tool.id}:${row.tool.profile}`, measures: row.measures }));
  const statistics = { stability, pairs: pairTests(entrants) };
  const { dataset, notInstalled, notJudged, provenance } = fold;
  return { formatVersion: 1, dataset, ...checkControls(rows), method, statistics, tools, notInstalled, notJudged, provenance };
}

function resultOf(tool: FoldedTool, metrics: Metrics, samples: Metrics[], method: RankingMethod): ToolResult {
  const totals = sumPatients(tool);
  const checks = sumCells(tool.cells);
  return {
    id: tool.id,
    name: tool.name,
    profile: tool.profile,
    policy: tool.policy,
    version: tool.version,
    control: tool.control !== undefined,
    tier: neverRan(totals) ? null : tierOf(metrics, tool.collidingUids, method),
    rank: null,
    ...totals,
    checks,
    score: checks.total === 0 ? null : checks.passed / checks.total,
    failuresPer100k: failuresPer100k(checks),
    actions: groupCells(tool.cells, (cell) => cell.action),
    categories: groupCells(tool.cells, (cell) => cell.category),
    coverage: metrics.coverage,
    retention: metrics.retention,
    conformance: metrics.conformance,
    leakRate: metrics.leakRate,
    collidingUids: tool.collidingUids,
    ...(samples.length > 0 ? { intervals: intervalsOf(metrics, samples, method) } : {}),
    ...sumAttempts(tool, totals.instances.produced),
    notes: [...tool.notes, ...speedNotes(tool)],
  };
}

/** What was measured apart, in words. */
function speedNotes({ timing }: FoldedTool): string[] {
  const speed = timing && exclusiveSpeed(timing);
  if (!speed) return [];
  const { rounds, instances, startSeconds, instancesPerSecond, spread, noisy } = speed;
  const measured = `alone, in ${rounds} rounds of ${instances} instances: ${instancesPerSecond.toPrecision(3)} files/s after ${startSeconds.toFixed(2)} s to start, rounds within ${Math.round(spread * 100)} %`;
  return [noisy === null ? measured : `${measured}; noisy, not to be quoted: ${noisy}`];
}

function intervalsOf(metrics: Metrics, samples: Metrics[], method: RankingMethod): NonNullable<ToolResult['intervals']> {
  const interval = (value: number, values: number[]): Interval => percentileInterval(value, values, method.confidence);
  const share = (key: 'coverage' | 'leakRate'): Interval =>
    interval(
      metrics[key],
      samples.map((s) => s[key]),
    );
  // A resample may hold none of the patients that have such checks.
  const maybe = (key: 'retention' | 'conformance'): Interval | null => {
    const known = samples.flatMap((s) => s[key] ?? []);
    return metrics[key] === null || known.length === 0 ? null : interval(metrics[key], known);
  };
  return { coverage: share('coverage'), retention: maybe('retention'), conformance: maybe('conformance'), leakRate: share('leakRate') };
}

function rankRows(rows: readonly Row[], method: RankingMethod): { ranked: Row[]; stability: number | null } {
  const contenders = rows.flatMap((row) => {
    const { result, metrics, samples } = row;
    if (result.control || result.tier === null) return [];
    return [
      {
        row,
        name: `${result.id}:${result.profile}`,
        tier: result.tier,
        metrics,
        samples,
        ...quotable(result.speed.exclusive),
        collidingUids: result.collidingUids,
      },
    ];
  });
  const { rows: inOrder, stability } = rankContenders(contenders, method);
  const ranked = inOrder.map(({ contender, rank, decidedBy }) => {
    Object.assign(contender.row.result, { rank, ...(decidedBy && { decidedBy }) });
    return contender.row;
  });
  return { ranked, stability };
}

/** A speed that was measured alone, and without noise. */
const quotable = (speed: ExclusiveSpeed | undefined): { speed?: number } =>
  speed?.noisy === null ? { speed: speed.instancesPerSecond } : {};

/** True for a tool of which nothing can be said: not installed, or not made for this data. */
function neverRan({ outcome, instances }: Pick<ToolResult, 'outcome' | 'instances'>): boolean {
  const absent = (outcome['not-installed'] ?? 0) + (outcome['not-supported'] ?? 0);
  return instances.expected === 0 || absent === instances.expected;
}
