import type { Cell, FindingRow, FoldedTool, InstanceOutcome, PatientFold } from '@deidbench/core/model';
import type { PlannedTool, PlannedUnit } from '../plan/plan-file.ts';
import { findingRow } from './finding-row.ts';
import { readUnitBlob, type UnitBlob } from './read-unit.ts';
import { unitView, type UnitView } from './unit-view.ts';

/** Sums the blobs of one tool, read one after the other. */
export async function foldTool(
  tool: PlannedTool,
  units: readonly { planned: PlannedUnit; blob: string }[],
  showValues: boolean,
): Promise<FoldedTool> {
  const folded: FoldedTool = {
    ...identityOf(tool),
    collidingUids: 0,
    cells: [],
    patients: [],
    attempts: [],
    findings: [],
    notes: [...tool.notes],
  };
  const notes = new Set<string>();
  let retried = 0;
  for (const { planned, blob: path } of units) {
    const blob = await readUnitBlob(path);
    const view = unitView(planned, blob);
    folded.collidingUids += blob.summary.collidingUids;
    folded.cells.push(...blob.cells.map((cell): Cell => ({ ...cell, patient: view.label(cell.patient) })));
    folded.patients.push(...patientsOf(planned, blob, view));
    folded.attempts.push({ ...blob.record.attempt, instances: blob.head.instances });
    folded.findings.push(...blob.findings.map((finding): FindingRow => findingRow(finding, tool, view, showValues)));
    for (const note of blob.summary.notes) notes.add(note);
    retried += blob.record.retried.recovered;
  }
  if (retried > 0) notes.add(`stopped before its end: ${retried} instances came out only when it was called again for what was missing`);
  folded.notes.push(...notes);
  return folded;
}

function identityOf({
  id,
  name,
  homepage,
  licence,
  profile,
  policy,
  version,
  control,
}: PlannedTool): Omit<FoldedTool, 'collidingUids' | 'cells' | 'patients' | 'attempts' | 'findings' | 'notes'> {
  return { id, name, homepage, licence, profile, policy, version, ...(control && { control }) };
}

function patientsOf(planned: PlannedUnit, blob: UnitBlob, view: UnitView): PatientFold[] {
  const leaks = new Map(blob.leaks.map((row) => [row.patient, row]));
  return planned.patients.map((_, place) => {
    const own = blob.instances.filter((row) => row.patient === place);
    const leak = leaks.get(place);
    return {
      patient: view.label(place),
      instances: {
        expected: own.length,
        produced: own.filter((row) => row.output !== undefined || row.outcome === 'invalid-output').length,
        paired: own.filter((row) => row.by !== undefined).length,
      },
      outcome: countOutcomes(own.map((row) => row.outcome)),
      leaks: leak?.leaks ?? { high: 0, medium: 0, low: 0 },
      leakInstances: leak?.leakInstances ?? 0,
    };
  });
}

function countOutcomes(outcomes: readonly InstanceOutcome[]): Partial<Record<InstanceOutcome, number>> {
  const counts: Partial<Record<InstanceOutcome, number>> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
