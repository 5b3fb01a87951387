import type { FindingRow, Label, Severity } from '@deidbench/core/model';

/** A row of findings.csv: all findings of one (tool, profile, patient, place, action, identifier kind). */
export interface FindingGroup {
  id: string;
  /** Every finding that the row stands for. */
  ids: string[];
  rules: string[];
  severity: Severity;
  label: Label;
  leak: boolean;
  instances: number;
  first: FindingRow;
}

const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];
const LABELS: readonly Label[] = ['leak', 'bug', 'by policy'];

/** Groups a tool's findings by (tool, profile, patient, tag path or place, action, identifier kind); the gravest severity and label stand. Sorted by severity, then place, patient and action. */
export function mergeFindings(findings: readonly FindingRow[]): FindingGroup[] {
  const groups = Map.groupBy(findings, (f) => JSON.stringify([f.tool, f.profile, f.patient, f.tagPath, f.action ?? '', f.kind ?? '']));
  return [...groups.values()].map(mergeGroup).toSorted(compareGroups);
}

function mergeGroup(rows: readonly FindingRow[]): FindingGroup {
  const sorted = rows.toSorted((a, b) => bySeverity(a.severity, b.severity) || (a.id < b.id ? -1 : 1));
  const first = sorted[0] as FindingRow;
  return {
    id: first.id,
    ids: sorted.map((row) => row.id),
    rules: [...new Set(sorted.map((row) => row.rule))].toSorted(),
    severity: first.severity,
    label: LABELS.find((label) => rows.some((row) => row.label === label)) ?? first.label,
    leak: rows.some((row) => row.leak),
    instances: new Set(rows.flatMap((row) => row.at)).size,
    first,
  };
}

function compareGroups(a: FindingGroup, b: FindingGroup): number {
  const key = (g: FindingGroup): string => [g.first.tagPath, g.first.patient, g.first.action ?? '', g.first.kind ?? ''].join('\u0000');
  return bySeverity(a.severity, b.severity) || (key(a) < key(b) ? -1 : 1);
}

function bySeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
