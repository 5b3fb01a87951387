export type * from './types.ts';
export { runSandboxed } from './run-sandboxed.ts';
export { detectIsolation } from './isolation.ts';
export { sweep, MARKER } from './sweep.ts';
export { findExecutable } from './executable.ts';
