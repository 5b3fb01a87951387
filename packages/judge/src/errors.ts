export type JudgeErrorCode =
  | 'NO_FILE'
  | 'NOT_SQLITE'
  | 'NO_TABLE'
  | 'NO_COLUMN'
  | 'BAD_MAP'
  | 'BAD_BATCHES'
  | 'BAD_PIXEL_SHEET'
  | 'NO_OUTPUT'
  | 'KEY_EXISTS'
  | 'BAD_CSV';

/** Bad input to the judge: the message names the file, what was found there and what to do. */
export class JudgeError extends Error {
  readonly code: JudgeErrorCode;

  constructor(code: JudgeErrorCode, message: string) {
    super(message);
    this.name = 'JudgeError';
    this.code = code;
  }
}
