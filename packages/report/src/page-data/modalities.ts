import type { FoldedTool } from '@deidbench/core/model';
import type { FindingGroup } from '../write/merge-findings.ts';

/** Tells the modalities that a group of findings touches: its own where the run says them, else those of its patient. */
export function modalityLookup(tool: FoldedTool): (group: FindingGroup) => string[] {
  const byPatient = new Map<string, Set<string>>();
  for (const cell of tool.cells) byPatient.set(cell.patient, (byPatient.get(cell.patient) ?? new Set()).add(cell.modality));
  return ({ first, modalities }) => modalities ?? [...(byPatient.get(first.patient) ?? [])].toSorted();
}
