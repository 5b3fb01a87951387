export type ManifestErrorCode = 'NOT_FOUND' | 'NOT_JSON' | 'INVALID' | 'UNKNOWN_WORD' | 'DUPLICATE_ID';

/** A manifest that can't be used. The message names the file, the field, the value found and the remedy. */
export class ManifestError extends Error {
  readonly code: ManifestErrorCode;
  /** Path of the file, or the folder where one was looked for. */
  readonly file: string;
  /** JSON pointer of the first wrong field; '' for the whole file. */
  readonly path: string;
  /** The id that the manifest gives itself, where that much of it can be read. */
  readonly id: string | undefined;

  constructor(code: ManifestErrorCode, file: string, path: string, problem: string, id?: string) {
    super(`${file}${path === '' ? '' : `, ${path}`}: ${problem}`);
    this.name = 'ManifestError';
    this.code = code;
    this.file = file;
    this.path = path;
    this.id = id;
  }
}
