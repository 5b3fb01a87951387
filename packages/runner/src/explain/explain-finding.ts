import type { FindingRow } from '@deidbench/core/model';
import { exampleOf, type Example } from '../diff/example.ts';
import { RunnerError } from '../errors.ts';
import { findingRow } from '../fold/finding-row.ts';
import { readRunFile, unitsThere } from '../fold/fold-run.ts';
import { readUnitBlob } from '../fold/read-unit.ts';
import { unitView } from '../fold/unit-view.ts';
import type { PlannedTool, RunFile, RunKind } from '../plan/plan-file.ts';

/** A finding with what is needed to see it again. */
export interface Explained {
  finding: FindingRow;
  tool: { id: string; profile: string; version: string; policy: string; control?: string };
  datasetFolder: string;
  /** What made the run: tools, or a folder that was judged. */
  kind: RunKind;
  provenance: RunFile['provenance'];
  /** The finding's instance, read from its files. */
  example: Example;
  /** Findings of other patients and tools that say the same of the same place. */
  alike: number;
}

/** Finds a finding of a run by its id, or by the beginning of it. @throws RunnerError NOT_A_RUN, NO_FINDING. */
export async function explainFinding(dir: string, id: string, showValues = false): Promise<Explained> {
  const run = await readRunFile(dir);
  const wanted = /^f-/i.test(id) ? `F-${id.slice(2).toLowerCase()}` : `F-${id.toLowerCase()}`;
  let found: { finding: FindingRow; tool: PlannedTool } | undefined;
  const all: FindingRow[] = [];
  for (const tool of run.tools) {
    for (const { planned, blob: path } of unitsThere(dir, tool).there) {
      const blob = await readUnitBlob(path);
      const view = unitView(planned, blob);
      for (const stored of blob.findings) {
        const finding = findingRow(stored, tool, view, showValues);
        all.push(finding);
        if (!found && finding.id.startsWith(wanted)) found = { finding, tool };
      }
    }
  }
  if (!found) throw new RunnerError('NO_FINDING', `${id}: no such finding in ${dir}. The column "id" of findings.csv lists them.`);
  const { finding, tool } = found;
  const alike = all.filter(
    (other) =>
      other.id !== finding.id && other.rule === finding.rule && other.action === finding.action && other.tagPath === finding.tagPath,
  ).length;
  return {
    finding,
    tool: {
      id: tool.id,
      profile: tool.profile,
      version: tool.version,
      policy: tool.policy,
      ...(tool.control && { control: tool.control }),
    },
    datasetFolder: run.datasetFolder,
    kind: run.kind,
    provenance: { kind: run.kind, dataset: run.datasetFolder, ...run.provenance },
    example: await exampleOf(dir, run, tool, finding, showValues),
    alike,
  };
}
