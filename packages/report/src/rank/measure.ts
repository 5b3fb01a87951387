import type { Cell, FoldedTool } from '@deidbench/core/model';

const COLUMNS = [
  'expected',
  'paired',
  'retained',
  'retainable',
  'conforming',
  'conformable',
  'high',
  'medium',
  'leaking',
  'checks',
  'failed',
] as const;
type Column = (typeof COLUMNS)[number];

/** What each patient contributes to one tool's figures; row i belongs to patient i of the shared list. */
export type Measures = Record<Column, Float64Array>;

/** Shares of 0 to 1 over some patients; null where nothing could be checked. */
export interface Metrics {
  coverage: number;
  retention: number | null;
  conformance: number | null;
  highPatients: number;
  mediumPatients: number;
  leakRate: number;
}

/** All patients of a run in a fixed order, so that every tool is resampled with the same draws. */
export function patientsOf(tools: readonly FoldedTool[]): string[] {
  return [...new Set(tools.flatMap((tool) => tool.patients.map((p) => p.patient)))].toSorted();
}

const isRetention = (cell: Cell): boolean => !cell.mustHold && (cell.action === 'text_retained' || cell.action === 'pixels_retained');
const isConformance = (cell: Cell): boolean => cell.action === 'tag_retained' || cell.action === 'text_notnull';

/** Sums a tool's cells, outcomes and leaks by patient. A new violation of the IOD (a finding of rule `conformance`) counts as one more failed check an instance. */
export function measure(tool: FoldedTool, patients: readonly string[]): Measures {
  const row = new Map(patients.map((patient, i) => [patient, i]));
  const m = Object.fromEntries(COLUMNS.map((c) => [c, new Float64Array(patients.length)])) as Measures;
  const add = (column: Column, patient: string, n: number): void => {
    const i = row.get(patient);
    if (i !== undefined) m[column][i] = (m[column][i] ?? 0) + n;
  };
  for (const p of tool.patients) {
    add('expected', p.patient, p.instances.expected);
    add('paired', p.patient, p.instances.paired);
    add('high', p.patient, p.leaks.high > 0 ? 1 : 0);
    add('medium', p.patient, p.leaks.medium > 0 ? 1 : 0);
    add('leaking', p.patient, p.leaks.high + p.leaks.medium > 0 ? 1 : 0);
  }
  for (const cell of tool.cells) {
    add('checks', cell.patient, cell.total);
    add('failed', cell.patient, cell.failed);
    if (isRetention(cell)) {
      add('retainable', cell.patient, cell.total);
      add('retained', cell.patient, cell.passed + (cell.decodedEqual ?? 0));
    } else if (isConformance(cell)) {
      add('conformable', cell.patient, cell.total);
      add('conforming', cell.patient, cell.passed);
    }
  }
  // Without a key there is no share of which a violation could be a part.
  const isKeyed = m.conformable.some((n) => n > 0);
  for (const finding of tool.findings)
    if (isKeyed && finding.rule === 'conformance') add('conformable', finding.patient, finding.at.length);
  return m;
}

/** Figures over all patients, or over a resample where `weights[i]` says how often patient i was drawn. */
export function summarise(m: Measures, weights?: Uint32Array): Metrics {
  const sums = Object.fromEntries(COLUMNS.map((c) => [c, weighted(m[c], weights)])) as Record<Column, number>;
  const patients = weights ? weights.reduce((a, b) => a + b, 0) : m.expected.length;
  const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
  return {
    coverage: share(sums.paired, sums.expected),
    retention: sums.retainable === 0 ? null : sums.retained / sums.retainable,
    conformance: sums.conformable === 0 ? null : sums.conforming / sums.conformable,
    highPatients: share(sums.high, patients),
    mediumPatients: share(sums.medium, patients),
    leakRate: share(sums.leaking, patients),
  };
}

function weighted(values: Float64Array, weights: Uint32Array | undefined): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i] ?? 0) * (weights ? (weights[i] ?? 0) : 1);
  return sum;
}
