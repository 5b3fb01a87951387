/** Errors of the text reader. `NO_MODEL`: a model file of the package is missing. `NO_ENGINE`: the native engine doesn't load on this machine. */
export class OcrError extends Error {
  readonly code: 'NO_MODEL' | 'NO_ENGINE';

  constructor(code: 'NO_MODEL' | 'NO_ENGINE', message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'OcrError';
    this.code = code;
  }
}
