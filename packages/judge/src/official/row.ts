import type { Judgement } from '../actions/types.ts';
import type { Check } from '../key/check.ts';

/** Who a row is about. For a file that was found its own values, in `<…>`; for a missing one those of the key, bare. Null where a file lacks one. */
export interface RowSubject {
  readonly modality: string | null;
  readonly sopClass: string | null;
  /** A number where the key has one. */
  readonly patient: string | number | null;
  readonly study: string | null;
  readonly series: string | null;
  readonly instance: string | null;
}

/** One row of the official table. */
export interface OfficialRow {
  /** Place of the file in its batch; null for missing files. */
  readonly fileIndex: number | null;
  readonly checkIndex: string;
  readonly check: Check;
  readonly judgement: Judgement;
  readonly subject: RowSubject;
}
