import { faultOf, type FindingRow, type Label, type Severity } from '@deidbench/core/model';

/** A row of findings.csv: all findings of one (tool, profile, patient, place, action, identifier kind) that are leaks, or that say the same. */
export interface FindingGroup {
  id: string;
  /** Every finding that the row stands for. */
  ids: string[];
  rules: string[];
  severity: Severity;
  label: Label;
  leak: boolean;
  instances: number;
  /** Modalities of the instances touched, sorted; undefined where the run does not say. */
  modalities: string[] | undefined;
  first: FindingRow;
}

const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];
const LABELS: readonly Label[] = ['leak', 'bug', 'by policy'];

/** Where a finding is, and of whom and what. */
export const spotOf = ({ tool, profile, patient, tagPath, action, kind }: FindingRow): string =>
  JSON.stringify([tool, profile, patient, tagPath, action ?? '', kind ?? '']);

/**
 * Groups a tool's findings by where they are and, but for leaks, by what is said of them; the gravest severity and label stand. Sorted by severity,
 * then place, patient and action.
 */
export function mergeFindings(
  findings: readonly FindingRow[],
  keyOf: (finding: FindingRow) => string = (finding) => `${spotOf(finding)} ${faultOf(finding)}`,
): FindingGroup[] {
  const groups = Map.groupBy(findings, keyOf);
  const keyed = [...groups.values()].map(mergeGroup).map((group) => ({ group, key: sortKey(group) }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : 1)).map(({ group }) => group);
}

function mergeGroup(rows: readonly FindingRow[]): FindingGroup {
  const sorted = rows.length === 1 ? rows : rows.toSorted((a, b) => bySeverity(a.severity, b.severity) || (a.id < b.id ? -1 : 1));
  const first = sorted[0] as FindingRow;
  return {
    id: first.id,
    ids: sorted.map((row) => row.id),
    rules: [...new Set(sorted.map((row) => row.rule))].toSorted(),
    severity: first.severity,
    label: LABELS.find((label) => rows.some((row) => row.label === label)) ?? first.label,
    leak: rows.some((row) => row.leak),
    instances: new Set(rows.flatMap((row) => row.at)).size,
    modalities: rows.every((row) => row.modalities) ? [...new Set(rows.flatMap((row) => row.modalities ?? []))].toSorted() : undefined,
    first,
  };
}

function sortKey({ severity, first }: FindingGroup): string {
  const { tagPath, patient, action = '', kind = '', id } = first;
  return [SEVERITIES.indexOf(severity), tagPath, patient, action, kind, faultOf(first), id].join('\u0000');
}

function bySeverity(a: Severity, b: Severity): number {
  return SEVERITIES.indexOf(a) - SEVERITIES.indexOf(b);
}
