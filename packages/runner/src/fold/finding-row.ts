import { createHash } from 'node:crypto';
import { faultOf, maskText, type FindingRow } from '@deidbench/core/model';
import type { StoredEvidence, StoredFinding } from '../blob/format.ts';
import type { PlannedTool } from '../plan/plan-file.ts';
import type { UnitView } from './unit-view.ts';

/** A stored finding as reports show it: with its id, its patient's label and the dataset's ordinals. Values are masked unless asked otherwise. */
export function findingRow(stored: StoredFinding, tool: PlannedTool, unit: UnitView, showValues: boolean): FindingRow {
  const { patient: place, expected, actual, at, ...rest } = stored;
  const patient = unit.label(place);
  const shown = (value: number | undefined) => {
    const text = value === undefined ? undefined : unit.values?.[value];
    return text === undefined ? text : unit.share(showValues ? text : maskText(text));
  };
  const [before, after] = [shown(expected), shown(actual)];
  const ordinals = at.map((local) => unit.ordinal(local)).toSorted((a, b) => a - b);
  const first = ordinals[0] ?? 0;
  const modalities = unit.modalities(at);
  // Crops show the identifier itself: only who asks for values sees them.
  const crops = showValues && stored.action === 'pixels_hidden' ? evidenceOf(unit, at, expected) : undefined;
  return {
    ...rest,
    patient,
    at: ordinals,
    ...(modalities && { modalities }),
    ...(before !== undefined && { expected: before }),
    ...(after !== undefined && { actual: after }),
    ...(crops && { evidence: picturesOf(crops) }),
    id: findingId(stored, tool, patient, expected === undefined ? '' : (unit.values?.[expected] ?? '')),
    tool: tool.id,
    profile: tool.profile,
    example: { ordinal: first, path: unit.neutralPath(first) },
  };
}

/** The crops of the box that held the identifier, else of any box of the instances. */
function evidenceOf({ evidence }: UnitView, at: readonly number[], expected: number | undefined): StoredEvidence | undefined {
  const rows = evidence.filter((row) => at.includes(row.at));
  return rows.find(({ identifiers }) => expected !== undefined && identifiers.includes(expected)) ?? rows[0];
}

const picturesOf = ({ before, after, image }: StoredEvidence): NonNullable<FindingRow['evidence']> => ({
  ...(before && { before }),
  ...(after && { after }),
  ...(image && { image }),
});

/** `F-` and twelve hex digits over what tells a finding from others of the same run, enough for millions; stable over re-runs. */
function findingId(finding: StoredFinding, { id, profile }: PlannedTool, patient: string, expected: string): string {
  const { rule, action, tagPath, kind, place, category, severity } = finding;
  const fault = finding.leak ? [] : [faultOf(finding)];
  const parts = [id, profile, patient, rule, action, tagPath, kind, place, category, severity, expected, ...fault];
  return `F-${createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 12)}`;
}
