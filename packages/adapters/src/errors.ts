export type AdapterErrorCode = 'NO_SUCH_TOOL' | 'BAD_MANIFEST' | 'EXISTS' | 'BAD_NAME' | 'TAKEN' | 'STEP_FAILED' | 'LOCKED';

/** Something that keeps an adapter from being found, made or installed. The message says what was found and what to do. */
export class AdapterError extends Error {
  readonly code: AdapterErrorCode;
  /** What to do about it, as one sentence or command. */
  readonly remedy: string;

  constructor(code: AdapterErrorCode, message: string, remedy: string) {
    super(message);
    this.name = 'AdapterError';
    this.code = code;
    this.remedy = remedy;
  }
}
