import { existsSync, rmSync } from 'node:fs';
import { readBlobHead, StoreError, verifyBlob } from '@deidbench/core/store';
import type { UnitHead } from '../blob/format.ts';
import type { Judging } from './task.ts';

export type Rerun = 'failed' | 'timeout' | 'all';

/**
 * The head of a unit's blob if it still holds: written for the same attempt by the same rules, whole, and not asked for again.
 * What ended before the tool could answer is never taken for a result. A damaged blob is removed: its unit is done anew.
 */
export async function cachedHead(blob: string, judging: Judging, rerun: Rerun | undefined): Promise<UnitHead | undefined> {
  if (!existsSync(blob)) return undefined;
  try {
    await verifyBlob(blob);
    const head = await readBlobHead<UnitHead>(blob);
    return isGood(head, judging) && !isAskedAgain(head, rerun) ? head : undefined;
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'CORRUPT') throw error;
    rmSync(blob);
    return undefined;
  }
}

/** Ends that say something of the machine or the plan, not of the tool: they may be otherwise next time. */
const NO_RESULT: ReadonlySet<UnitHead['end']> = new Set(['infrastructure', 'not-installed', 'not-supported']);

function isGood(head: UnitHead, judging: Judging): boolean {
  const versions = ['keyDigest', 'rulesVersion', 'readerVersion', 'iodVersion'] as const;
  return versions.every((name) => head[name] === judging[name]) && !NO_RESULT.has(head.end);
}

/** True when the user asks for this unit anew. */
export function isAskedAgain(head: UnitHead, rerun: Rerun | undefined): boolean {
  if (rerun === undefined) return false;
  if (rerun === 'all') return true;
  if (rerun === 'timeout') return head.end === 'timeout';
  return (head.outcome.ok ?? 0) < head.instances;
}
