import type { Instance } from '@deidbench/core/model';
import type { AnswerKey } from '@deidbench/judge/key';

/** What a person should know of a key beside files: rows that could not be read so far, files without a row, rows without a file. */
export function keyRemarks(key: AnswerKey, instances: readonly Pick<Instance, 'sop'>[]): string[] {
  const remarks = key.notes().map((note) => note.message);
  const without = instances.filter(({ sop }) => key.rowsOf(sop).length === 0).length;
  if (without > 0)
    remarks.push(`${without} of ${instances.length} instances have no row in the answer key: nothing is checked in them by key.`);
  const known = new Set(instances.map(({ sop }) => sop));
  const orphans = new Set(key.rows.filter((row) => !known.has(row.sop)).map((row) => row.sop)).size;
  if (orphans > 0) remarks.push(`${orphans} instances of the answer key are not among the files: they are left out.`);
  return remarks;
}
