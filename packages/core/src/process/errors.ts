export type ProcessErrorCode = 'NO_ISOLATION';

/** A way to run tools that was asked for and does not work here. The message says what to do. */
export class ProcessError extends Error {
  readonly code: ProcessErrorCode;

  constructor(code: ProcessErrorCode, message: string) {
    super(message);
    this.name = 'ProcessError';
    this.code = code;
  }
}
