import { exclusiveSpeed, type Cell, type Counts, type FoldedTool, type InstanceOutcome, type ToolResult } from '@deidbench/core/model';

const empty = (): Counts => ({ total: 0, passed: 0, failed: 0, blank: 0 });

function addCell(counts: Counts, cell: Cell): void {
  counts.total += cell.total;
  counts.passed += cell.passed;
  counts.failed += cell.failed;
  counts.blank += cell.blank;
}

/** Counts of all cells, in the official meaning. */
export function sumCells(cells: readonly Cell[]): Counts {
  const counts = empty();
  for (const cell of cells) addCell(counts, cell);
  return counts;
}

/** Counts of cells by one of their fields, keys sorted; cells with an empty key are left out. */
export function groupCells(cells: readonly Cell[], key: (cell: Cell) => string): Record<string, Counts> {
  const groups = new Map<string, Counts>();
  for (const cell of cells) {
    const name = key(cell);
    if (name === '') continue;
    const counts = groups.get(name) ?? empty();
    addCell(counts, cell);
    groups.set(name, counts);
  }
  return Object.fromEntries([...groups].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Failed checks per 100,000, or null without checks. */
export function failuresPer100k(counts: Counts): number | null {
  return counts.total === 0 ? null : (counts.failed / counts.total) * 100_000;
}

/** Instances, outcomes and leaks of a tool over all its patients. */
export function sumPatients(tool: FoldedTool): Pick<ToolResult, 'instances' | 'outcome' | 'leaks' | 'leakInstances' | 'leakPatients'> {
  const instances = { expected: 0, produced: 0, paired: 0 };
  const leaks = { high: 0, medium: 0, low: 0 };
  const outcome: Partial<Record<InstanceOutcome, number>> = {};
  let leakInstances = 0;
  let leakPatients = 0;
  for (const p of tool.patients) {
    for (const k of ['expected', 'produced', 'paired'] as const) instances[k] += p.instances[k];
    for (const k of ['high', 'medium', 'low'] as const) leaks[k] += p.leaks[k];
    for (const [k, n] of Object.entries(p.outcome) as [InstanceOutcome, number][]) outcome[k] = (outcome[k] ?? 0) + n;
    leakInstances += p.leakInstances;
    if (p.leaks.high + p.leaks.medium > 0) leakPatients += 1;
  }
  return { instances, outcome, leaks, leakInstances, leakPatients };
}

/** Process time over all attempts, staging and judging apart, and the largest tree of processes. */
export function sumAttempts(tool: FoldedTool, produced: number): Pick<ToolResult, 'speed' | 'memory'> {
  const wallSeconds = tool.attempts.reduce((sum, a) => sum + a.wallSeconds, 0);
  const cpuSeconds = tool.attempts.reduce((sum, a) => sum + a.cpuSeconds, 0);
  const peakBytes = tool.attempts.reduce((max, a) => Math.max(max, a.peakBytes), 0);
  const exclusive = tool.timing && exclusiveSpeed(tool.timing);
  const speed = { instancesPerSecond: wallSeconds > 0 ? produced / wallSeconds : 0, wallSeconds, cpuSeconds };
  return { speed: { ...speed, ...(exclusive && { exclusive }) }, memory: { peakBytes } };
}
