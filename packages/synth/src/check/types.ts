export type CheckProblemCode =
  | 'UNFINISHED'
  | 'COUNTS'
  | 'DIGEST'
  | 'UNREADABLE'
  | 'NO_KEY_ROW'
  | 'NO_INSTANCE'
  | 'KEY_VALUE'
  | 'PIXEL_DIGEST'
  | 'PLANTED'
  | 'STILL_THERE'
  | 'NO_REFERENCE'
  | 'MAP'
  | 'REFERENCE_OPEN';

/** Something wrong with a data set: where, and what to do. Holds no value of a patient. */
export interface CheckProblem {
  code: CheckProblemCode;
  /** File below the data set's folder. */
  file: string;
  message: string;
}

export interface CheckReport {
  ok: boolean;
  instances: number;
  /** Key rows' checks whose value was looked up in the input. */
  checks: number;
  /** Planted identifiers looked up in the input and in the reference. */
  planted: number;
  problems: CheckProblem[];
  /** Problems of a kind beyond the first hundred are counted, not kept. */
  more: number;
}

/** Files of an imported set that a run would take, and the digest of all of them. */
export interface ImportedFiles {
  paths: readonly string[];
  digest: string;
}
