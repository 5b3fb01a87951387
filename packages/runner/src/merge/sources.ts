import { StoreError, verifyBlob } from '@deidbench/core/store';
import type { UnitHead } from '../blob/format.ts';
import { RunnerError } from '../errors.ts';
import type { PlannedTool, RunFile } from '../plan/plan-file.ts';
import { NO_READER } from '../run/reader.ts';
import { blobPath } from '../run/unit-tasks.ts';
import type { MergePart } from './merge-part.ts';

/** A unit of the merged run and the blob that holds it. */
export interface Source {
  unit: string;
  attemptKey: string;
  part: MergePart;
  blob: string;
}

/** Where each unit of some tools lies. @throws RunnerError MISSING_SHARD */
export function sourcesOf(tools: readonly PlannedTool[], parts: readonly MergePart[]): Source[] {
  return tools.flatMap((tool) =>
    tool.units.map(({ id, attemptKey }): Source => {
      const part = parts.find(({ blobs }) => blobs.has(attemptKey));
      if (part) return { unit: id, attemptKey, part, blob: blobPath(part.dir, attemptKey) };
      throw new RunnerError(
        'MISSING_SHARD',
        `unit ${id} of ${tool.id} ${tool.profile} is in none of the runs. Finish the run that it belongs to, then merge again.`,
      );
    }),
  );
}

/**
 * Reads every blob, one after the other, and proves that it is whole and what its run says it is: a disk or a copy may have spoilt it, and a
 * run that was begun again under other rules may not have come to it yet. @throws RunnerError DAMAGED_BLOB, naming the run; StoreError FORMAT_VERSION.
 */
export async function proveSources(sources: readonly Source[]): Promise<void> {
  for (const source of sources) {
    const problem = await problemOf(source);
    if (problem === undefined) continue;
    const { part, unit } = source;
    throw new RunnerError('DAMAGED_BLOB', `${part.dir}: unit ${unit} ${problem}. Run it again, which does this unit anew, then merge.`);
  }
}

async function problemOf({ attemptKey, blob, part: { run } }: Source): Promise<string | undefined> {
  try {
    const head = await verifyBlob<UnitHead>(blob);
    if (head.attemptKey !== attemptKey) return `holds the blob of ${head.unit}`;
    return isOf(head, run) ? undefined : 'was judged by other rules or another key than its run says';
  } catch (error) {
    if (error instanceof StoreError && error.code === 'CORRUPT') return `is damaged (${blob})`;
    throw error;
  }
}

/** A unit whose text nobody could read is a result, too: its blob says that there was no reader. */
function isOf(head: UnitHead, run: RunFile): boolean {
  const isRead = head.readerVersion === run.readerVersion || head.readerVersion === NO_READER;
  return isRead && head.keyDigest === run.keyDigest && head.rulesVersion === run.rulesVersion && head.iodVersion === run.iodVersion;
}
