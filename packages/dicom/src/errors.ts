export type DicomErrorCode =
  | 'NOT_DICOM'
  | 'NOT_A_FILE'
  | 'FILE_TOO_LARGE'
  | 'DEPTH_LIMIT'
  | 'ELEMENT_LIMIT'
  | 'INFLATE_LIMIT'
  | 'BAD_DEFLATE'
  | 'TRUNCATED'
  | 'BYTES_NOT_READ'
  | 'UNREADABLE_VALUE'
  | 'UNWRITABLE'
  | 'UNENCODABLE_TEXT'
  | 'NO_PIXELS'
  | 'BAD_PIXELS'
  | 'UNKNOWN_SYNTAX'
  | 'VIDEO_SYNTAX'
  | 'UNDECODABLE';

/** The only error that this package throws for what it finds in files: code, and tag and byte position where known. */
export class DicomError extends Error {
  override readonly name = 'DicomError';
  readonly code: DicomErrorCode;
  readonly tag: number | undefined;
  readonly offset: number | undefined;

  constructor(
    code: DicomErrorCode,
    message: string,
    where: { tag?: number | undefined; offset?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, where.cause === undefined ? undefined : { cause: where.cause });
    this.code = code;
    this.tag = where.tag;
    this.offset = where.offset;
  }
}
