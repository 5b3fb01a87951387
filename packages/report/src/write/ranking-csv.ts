import type { Results, ToolResult } from '@deidbench/core/model';
import { csvLine, numberCell, textCell } from './csv.ts';

type Column = [name: string, cell: (tool: ToolResult) => string];

const COLUMNS: readonly Column[] = [
  ['rank', (t) => numberCell(t.rank?.value)],
  ['rank_low', (t) => numberCell(t.rank?.low)],
  ['rank_high', (t) => numberCell(t.rank?.high)],
  ['tool', (t) => textCell(t.id)],
  ['profile', (t) => textCell(t.profile)],
  ['policy', (t) => textCell(t.policy)],
  ['version', (t) => textCell(t.version)],
  ['control', (t) => (t.control ? 'yes' : 'no')],
  ['tier', (t) => t.tier ?? ''],
  ['leaks_high', (t) => numberCell(t.leaks.high)],
  ['leaks_medium', (t) => numberCell(t.leaks.medium)],
  ['leaks_low', (t) => numberCell(t.leaks.low)],
  ['leak_patients', (t) => numberCell(t.leakPatients)],
  ['leak_rate', (t) => numberCell(t.leakRate, 6)],
  ['leak_rate_low', (t) => numberCell(t.intervals?.leakRate.low, 6)],
  ['leak_rate_high', (t) => numberCell(t.intervals?.leakRate.high, 6)],
  ['coverage', (t) => numberCell(t.coverage, 6)],
  ['retention', (t) => numberCell(t.retention, 6)],
  ['retention_low', (t) => numberCell(t.intervals?.retention?.low, 6)],
  ['retention_high', (t) => numberCell(t.intervals?.retention?.high, 6)],
  ['conformance', (t) => numberCell(t.conformance, 6)],
  ['conformance_low', (t) => numberCell(t.intervals?.conformance?.low, 6)],
  ['conformance_high', (t) => numberCell(t.intervals?.conformance?.high, 6)],
  ['score', (t) => numberCell(t.score, 6)],
  ['failures_per_100k', (t) => numberCell(t.failuresPer100k, 1)],
  ['checks_total', (t) => numberCell(t.checks.total)],
  ['checks_passed', (t) => numberCell(t.checks.passed)],
  ['checks_failed', (t) => numberCell(t.checks.failed)],
  ['checks_blank', (t) => numberCell(t.checks.blank)],
  ['instances_expected', (t) => numberCell(t.instances.expected)],
  ['instances_produced', (t) => numberCell(t.instances.produced)],
  ['instances_paired', (t) => numberCell(t.instances.paired)],
  ['instances_per_second', (t) => numberCell(t.speed.instancesPerSecond, 3)],
  ['wall_seconds', (t) => numberCell(t.speed.wallSeconds, 3)],
  ['cpu_seconds', (t) => numberCell(t.speed.cpuSeconds, 3)],
  ['peak_bytes', (t) => numberCell(t.memory.peakBytes)],
];

/** ranking.csv: a row a tool and profile in the order of the ranking, controls last; shares from 0 to 1. */
export function rankingCsv(results: Results): string {
  const header = csvLine(COLUMNS.map(([name]) => name));
  return header + results.tools.map((tool) => csvLine(COLUMNS.map(([, cell]) => cell(tool)))).join('');
}
