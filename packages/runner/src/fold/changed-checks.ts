import { VERDICT } from '@deidbench/core/model';
import { readBlobSection } from '@deidbench/core/store';
import { unpackVerdicts } from '../blob/verdict-bits.ts';
import { readRunFile, unitsThere } from './fold-run.ts';

/** Checks of the answer key that one tool and profile passes in one run and fails in the other. */
export interface ChangedChecks {
  tool: string;
  profile: string;
  /** Checks that both runs judged. */
  compared: number;
  /** Passed before, failed now. */
  broken: number;
  /** Failed before, passed now. */
  mended: number;
}

/** Compares two runs check by check, where both asked the same key about the same units: else nothing is said of a tool. Verdicts stand in the order of the key. @throws RunnerError NOT_A_RUN */
export async function changedChecks(base: string, next: string): Promise<ChangedChecks[]> {
  const [before, after] = [await readRunFile(base), await readRunFile(next)];
  if (before.keyDigest !== after.keyDigest || before.dataset.digest !== after.dataset.digest) return [];
  const rows: ChangedChecks[] = [];
  for (const tool of before.tools) {
    const same = after.tools.find(({ id, profile }) => id === tool.id && profile === tool.profile);
    if (!same) continue;
    const others = new Map(unitsThere(next, same).there.map(({ planned, blob }) => [String(planned.ordinals), blob]));
    const row: ChangedChecks = { tool: tool.id, profile: tool.profile, compared: 0, broken: 0, mended: 0 };
    for (const { planned, blob } of unitsThere(base, tool).there) {
      const other = others.get(String(planned.ordinals));
      if (other !== undefined) addUnit(row, await readVerdicts(blob), await readVerdicts(other));
    }
    if (row.compared > 0) rows.push(row);
  }
  return rows;
}

function addUnit(row: ChangedChecks, before: Uint8Array, after: Uint8Array): void {
  if (before.length !== after.length) return;
  before.forEach((verdict, i) => {
    const now = after[i];
    if (verdict !== VERDICT.none && now !== VERDICT.none) row.compared += 1;
    if (verdict === VERDICT.pass && now === VERDICT.fail) row.broken += 1;
    if (verdict === VERDICT.fail && now === VERDICT.pass) row.mended += 1;
  });
}

async function readVerdicts(blob: string): Promise<Uint8Array> {
  return unpackVerdicts(await readBlobSection(blob, 'verdicts'));
}
