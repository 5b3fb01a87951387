export type ReportErrorCode =
  | 'FORMAT_VERSION'
  | 'METHOD'
  | 'NOT_RESULTS'
  | 'DIFFERENT_DATASET'
  | 'NO_TOOL_IN_COMMON'
  | 'UNKNOWN_ORDER'
  | 'UNKNOWN_FORMAT'
  | 'PAGE_BUILD'
  | 'FINDING_NOT_FOUND';

/** What the report room throws; `code` is stable. */
export class ReportError extends Error {
  readonly code: ReportErrorCode;
  constructor(code: ReportErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReportError';
    this.code = code;
  }
}
