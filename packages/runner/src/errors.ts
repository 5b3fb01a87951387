/** What kind of wrong it is: `input` is the caller's to mend, `unfinished` could not be completed and says how to go on. */
export type RunnerErrorKind = 'input' | 'unfinished';

/** Stable codes; the messages name the option or file, what was found and what to do. */
export const RUNNER_ERRORS = {
  NO_INPUT: 'input',
  NO_KEY: 'input',
  NO_DICOM: 'input',
  NOT_A_DATASET: 'input',
  DATASET_VERSION: 'input',
  BAD_MAP: 'input',
  BAD_LIST: 'input',
  BAD_NAME: 'input',
  BAD_SHARD: 'input',
  NO_TOOL: 'input',
  NO_PROFILE: 'input',
  NOT_A_RUN: 'input',
  NOT_EMPTY: 'input',
  OTHER_RUN: 'input',
  OUT_INSIDE: 'input',
  FOREIGN_RUN: 'input',
  MISSING_SHARD: 'input',
  DAMAGED_BLOB: 'input',
  DOUBLED_SHARD: 'input',
  NO_FINDING: 'input',
  NO_INSTANCE: 'input',
  KEY_MISMATCH: 'input',
  NO_READER: 'unfinished',
  LOCKED: 'unfinished',
  NO_ROOM: 'unfinished',
  INTERRUPTED: 'unfinished',
} as const satisfies Record<string, RunnerErrorKind>;

export type RunnerErrorCode = keyof typeof RUNNER_ERRORS;

/** The one error class of this package. */
export class RunnerError extends Error {
  readonly code: RunnerErrorCode;
  readonly kind: RunnerErrorKind;

  constructor(code: RunnerErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RunnerError';
    this.code = code;
    this.kind = RUNNER_ERRORS[code];
  }
}
