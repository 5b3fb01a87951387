import { canonicalJson } from '@deidbench/core/model';
import { readBlobHead } from '@deidbench/core/store';
import { RunnerError } from '../errors.ts';
import type { PlannedTool } from '../plan/plan-file.ts';
import { blobPath } from '../run/unit-tasks.ts';
import type { MergePart } from './merge-part.ts';

/** Every tool of the runs once, controls last. A tool that two runs have done must have given the same in both, as the controls do. */
export async function unionOfTools(parts: readonly MergePart[]): Promise<PlannedTool[]> {
  const byRow = new Map<string, { tool: PlannedTool; part: MergePart }>();
  for (const part of parts) {
    for (const tool of part.run.tools) {
      const row = `${tool.id} ${tool.profile}`;
      const other = byRow.get(row);
      if (!other) byRow.set(row, { tool, part });
      else await refuseOtherResult(row, other, { tool, part });
    }
  }
  const order = ({ control, id, profile }: PlannedTool) => `${control === undefined ? 0 : 1} ${id} ${profile}`;
  return [...byRow.values()].map(({ tool }) => tool).toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
}

async function refuseOtherResult(
  row: string,
  a: { tool: PlannedTool; part: MergePart },
  b: { tool: PlannedTool; part: MergePart },
): Promise<void> {
  if (canonicalJson(a.tool) !== canonicalJson(b.tool))
    throw new RunnerError(
      'FOREIGN_RUN',
      `${row} was run differently in ${a.part.dir} and ${b.part.dir} (version, limits or isolation). Leave one of them out.`,
    );
  for (const { id, attemptKey } of a.tool.units) {
    if (!a.part.blobs.has(attemptKey) || !b.part.blobs.has(attemptKey)) continue;
    if (await sameSections(blobPath(a.part.dir, attemptKey), blobPath(b.part.dir, attemptKey))) continue;
    throw new RunnerError(
      'DOUBLED_SHARD',
      `unit ${id} was done in ${a.part.dir} and in ${b.part.dir}, with different results. Leave one of them out.`,
    );
  }
}

async function sameSections(one: string, two: string): Promise<boolean> {
  const [a, b] = await Promise.all([digests(one), digests(two)]);
  return a === b;
}

/** Digests of all sections but for `attempt`, which holds times. */
async function digests(path: string): Promise<string> {
  const { sections } = await readBlobHead(path);
  return canonicalJson(sections.filter(({ name }) => name !== 'attempt').map(({ name, sha256 }) => [name, sha256]));
}
