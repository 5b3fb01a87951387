export type * from './types.ts';
export { runSandboxed } from './run-sandboxed.ts';
export { ProcessError, type ProcessErrorCode } from './errors.ts';
export { detectIsolation, ISOLATION_VARIABLE } from './isolation.ts';
export { sweep, MARKER } from './sweep.ts';
export { findExecutable } from './executable.ts';
export { removeFolder } from './remove-folder.ts';
