import type { AnswerKey, KeyRow } from '../key/answer-key.ts';

/** An output file's originals: bare UIDs, undefined where the map does not lead back to one. */
export interface Originals {
  sop: string;
  study: string | undefined;
  series: string | undefined;
}

/**
 * Rows of the key for one file of a batch. Keys of the older layout name a scope: a row for a series, study or patient holds for every file of it,
 * but the official script looks only at rows whose own instance is in the same batch.
 */
export function keyRowsFor(key: AnswerKey, file: Originals, batchSops: readonly string[]): readonly KeyRow[] {
  if (!key.scoped) return key.rowsOf(file.sop);
  const near = [...new Set(batchSops)].flatMap((other) => key.rowsOf(other)).toSorted((a, b) => a.ordinal - b.ordinal);
  return near.filter((row) => {
    switch (row.scope) {
      case '<Instance>':
        return row.sop === file.sop;
      case '<Series>':
        return row.series === file.series;
      case '<Study>':
      case '<Patient>':
        return row.study === file.study;
      default:
        return false;
    }
  });
}
