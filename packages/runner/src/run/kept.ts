import { existsSync } from 'node:fs';
import { readBlobHead, readBlobSection, StoreError } from '@deidbench/core/store';
import type { UnitHead } from '../blob/format.ts';
import { isAskedAgain, type Rerun } from './cached.ts';
import { INTAKE_DEFAULTS, takeIn } from './intake.ts';
import { digestOutput } from './output-digests.ts';
import type { UnitRequest } from './run-unit.ts';
import type { AttemptRecord, UnitTask } from './task.ts';

/**
 * How to judge a unit anew without running its tool: its attempt is the same, other rules, another key or another reader judge it now, and
 * its output was kept and is unchanged. Undefined where the tool must run.
 */
export async function judgeKept(task: UnitTask, kept: string, rerun: Rerun | undefined): Promise<UnitRequest | undefined> {
  const { blob } = task.commit;
  if (!existsSync(blob) || !existsSync(kept)) return undefined;
  try {
    const head = await readBlobHead<UnitHead>(blob);
    if (head.end === 'infrastructure' || isAskedAgain(head, rerun)) return undefined;
    const files = takeIn(kept, { ...INTAKE_DEFAULTS, maxFiles: task.instances.length * 10 + 1000, ignore: [], inputInodes: new Set() });
    if (digestOutput(kept, files).whole !== head.outputDigest) return undefined;
    const record = JSON.parse((await readBlobSection(blob, 'attempt')).toString()) as AttemptRecord;
    const commit = { ...task.commit };
    // It lies where it is kept already.
    delete commit.keep;
    return { kind: 'judge', task: { ...task, commit }, record, collected: { root: kept, files, map: record.map, missing: [] } };
  } catch (error) {
    if (error instanceof StoreError) return undefined;
    throw error;
  }
}
