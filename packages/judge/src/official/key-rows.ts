import type { AnswerKey, KeyRow } from '../key/answer-key.ts';
import type { RowSubject } from './row.ts';

/** An output file by its original and by what it names itself. */
export interface Named {
  /** Bare SOP Instance UID of the original. */
  sop: string;
  subject: RowSubject;
}

/**
 * Rows of the key for one file of a batch. Keys of the older layout name a scope: a row for a series, study or patient holds for every file of it,
 * but the official script looks only at rows whose own instance is in the same batch. `uids` leads from old to new.
 */
export function keyRowsFor(
  key: AnswerKey,
  { sop, subject }: Named,
  batchSops: readonly string[],
  uids: ReadonlyMap<string, string>,
): readonly KeyRow[] {
  if (!key.scoped) return key.rowsOf(sop);
  const near = [...new Set(batchSops)].flatMap((other) => key.rowsOf(other)).toSorted((a, b) => a.ordinal - b.ordinal);
  const leadsTo = (old: string, renewed: string | null): boolean => uids.has(old) && `<${uids.get(old)!}>` === renewed;
  return near.filter((row) => {
    switch (row.scope) {
      case '<Instance>':
        return row.sop === sop;
      case '<Series>':
        return leadsTo(row.series, subject.series);
      case '<Study>':
      case '<Patient>':
        return leadsTo(row.study, subject.study);
      default:
        return false;
    }
  });
}
