import { faultOf, type FindingRow } from '@deidbench/core/model';
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
  const found = new Map<string, { finding: FindingRow; tool: PlannedTool }>();
  const alike = new Map<string, number>();
  for (const tool of run.tools) {
    for (const { planned, blob: path } of unitsThere(dir, tool).there) {
      const blob = await readUnitBlob(path);
      const view = unitView(planned, blob);
      for (const stored of blob.findings) {
        const finding = findingRow(stored, tool, view, showValues);
        alike.set(saidOf(finding), (alike.get(saidOf(finding)) ?? 0) + 1);
        if (finding.id.startsWith(wanted) && !found.has(finding.id)) found.set(finding.id, { finding, tool });
      }
    }
  }
  const { finding, tool } = theOnly(found, { id, wanted, dir });
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
    alike: (alike.get(saidOf(finding)) ?? 1) - 1,
  };
}

/** What a finding says, and of which place. */
const saidOf = (finding: FindingRow): string => JSON.stringify([finding.rule, finding.action, finding.tagPath, faultOf(finding)]);

/** The one with this id, else the only one that begins so. */
function theOnly<T>(found: ReadonlyMap<string, T>, { id, wanted, dir }: { id: string; wanted: string; dir: string }): T {
  const [first, second] = found.values();
  if (first === undefined)
    throw new RunnerError('NO_FINDING', `${id}: no such finding in ${dir}. The column "id" of findings.csv lists them.`);
  if (second === undefined) return first;
  const whole = found.get(wanted);
  if (whole !== undefined) return whole;
  const some = [...found.keys()].slice(0, 3).join(', ');
  throw new RunnerError(
    'NO_FINDING',
    `${id}: ${found.size} findings of ${dir} begin so: ${some}${found.size > 3 ? ' …' : ''}. Give more of the id.`,
  );
}
