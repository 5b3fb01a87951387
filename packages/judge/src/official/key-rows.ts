import type { AnswerKey, KeyRow } from '../key/answer-key.ts';

/**
 * Rows of the key for one file of a batch. Keys of the older layout name a scope: a row for a series, study or patient holds for every file of it,
 * but the official script looks only at rows whose own instance is in the same batch.
 */
export function keyRowsFor(key: AnswerKey, sop: string, batchSops: readonly string[]): readonly KeyRow[] {
  const own = key.rowsOf(sop);
  const self = own[0];
  if (!key.scoped || self === undefined) return own;
  const near = [...new Set(batchSops)].flatMap((other) => key.rowsOf(other)).toSorted((a, b) => a.ordinal - b.ordinal);
  return near.filter((row) => {
    switch (row.scope) {
      case '<Instance>':
        return row.sop === sop;
      case '<Series>':
        return row.series === self.series;
      case '<Study>':
      case '<Patient>':
        return row.study === self.study;
      default:
        return false;
    }
  });
}
