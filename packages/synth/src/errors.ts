export type SynthErrorCode =
  | 'UNKNOWN_PRESET'
  | 'SCALE_RANGE'
  | 'OPTION_RANGE'
  | 'SPLIT_FORM'
  | 'NO_SPACE'
  | 'TOO_LARGE'
  | 'NOT_A_DATASET'
  | 'OUT_NOT_EMPTY'
  | 'BASE_UNREADABLE'
  | 'KEY_NOT_PASSED'
  | 'PLANT_FAILED'
  | 'CHECK_FAILED'
  | 'WORKER_FAILED';

/** An error of the generator. The message names the option or file, what was found and what to do; it holds no value of a patient. */
export class SynthError extends Error {
  readonly code: SynthErrorCode;

  constructor(code: SynthErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SynthError';
    this.code = code;
  }
}
