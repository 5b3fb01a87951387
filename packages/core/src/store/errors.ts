export type StoreErrorCode =
  | 'NO_SPACE'
  | 'NO_PERMISSION'
  | 'NOT_FOUND'
  | 'LOCKED'
  | 'FOREIGN_RUN'
  | 'FORMAT_VERSION'
  | 'BAD_RUN'
  | 'CORRUPT'
  | 'NO_SECTION'
  | 'IO';

/** A run folder or a file in it that can't be used. The message names the file, what was found and what to do. */
export class StoreError extends Error {
  readonly code: StoreErrorCode;
  readonly path: string;

  constructor(code: StoreErrorCode, path: string, problem: string, options?: ErrorOptions) {
    super(`${path}: ${problem}`, options);
    this.name = 'StoreError';
    this.code = code;
    this.path = path;
  }
}

/** Turns a file system's error into a StoreError; others pass unchanged. */
export function storeError(error: unknown, path: string): unknown {
  if (error instanceof StoreError || !(error instanceof Error) || !('code' in error)) return error;
  const options = { cause: error };
  switch (error.code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new StoreError('NO_SPACE', path, 'no room left on this disk; make room or choose another --out.', options);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new StoreError(
        'NO_PERMISSION',
        path,
        'may not be written or read by this user; choose another --out or change its rights.',
        options,
      );
    case 'ENOENT':
    case 'ENOTDIR':
      // Node makes folders with all above them; ENOENT is then what it says of a read-only file system, too.
      if ('syscall' in error && error.syscall === 'mkdir')
        return new StoreError(
          'NO_PERMISSION',
          path,
          'cannot be made: the file system is read-only, or a link on the way leads nowhere; choose another --out.',
          options,
        );
      return new StoreError('NOT_FOUND', path, 'is not there.', options);
    default:
      return new StoreError('IO', path, `${error.message}.`, options);
  }
}
