import type { AttemptEnd, FoldedTool, InstanceOutcome, PatientFold } from '@deidbench/core/model';
import type { IodTally } from '../iod/validate-unit.ts';
import type { PlannedTool, PlannedUnit } from '../plan/plan-file.ts';
import { shareTexts, type Share } from '../share-texts.ts';
import { findingRow } from './finding-row.ts';
import { readUnitBlob, type UnitBlob } from './read-unit.ts';
import { unitView, type UnitView } from './unit-view.ts';

/** Sums the blobs of one tool, read one after the other. */
export async function foldTool(
  tool: PlannedTool,
  units: readonly { planned: PlannedUnit; blob: string }[],
  { showValues, share }: { showValues: boolean; share: Share },
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
  const iod: IodTally = { paired: 0, validated: 0, failed: 0 };
  for (const { planned, blob: path } of units) {
    const blob = await readUnitBlob(path);
    const view = unitView(planned, blob, share);
    folded.collidingUids += blob.summary.collidingUids;
    // One by one: a large unit has more of them than a call takes arguments.
    for (const cell of blob.cells) folded.cells.push({ ...shareTexts(cell, share), patient: view.label(cell.patient) });
    folded.patients.push(...patientsOf(planned, blob, view));
    folded.attempts.push({ ...blob.record.attempt, instances: blob.head.instances });
    for (const finding of blob.findings) folded.findings.push(findingRow(shareTexts(finding, share), tool, view, showValues));
    for (const note of blob.summary.notes) notes.add(note);
    for (const note of whyNotRun(blob.record.attempt)) notes.add(note);
    retried += blob.record.retried.recovered;
    for (const part of ['paired', 'validated', 'failed'] as const) iod[part] += blob.summary.iod?.[part] ?? 0;
  }
  if (retried > 0) notes.add(`stopped before its end: ${retried} instances came out only when it was called again for what was missing`);
  folded.notes.push(...notes, ...iodNotes(iod));
  return folded;
}

/** Why a unit was not run at all: the reader of a report asks that first. */
function whyNotRun({ end, detail }: AttemptEnd): string[] {
  const isNotRun = end === 'not-installed' || end === 'not-supported' || end === 'infrastructure';
  return isNotRun && detail !== undefined ? [`${end}: ${detail}`] : [];
}

/** What of the IODs was not looked at; nothing where all of it was. */
function iodNotes({ paired, validated, failed }: IodTally): string[] {
  const left = paired - validated - failed;
  return [
    ...(left > 0 ? [`IOD errors: ${validated} of ${paired} instances were validated, a sample of every series`] : []),
    ...(failed > 0 ? [`IOD errors: the validator could not read, crashed or hung at ${failed} instances; they count as free of them`] : []),
  ];
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
