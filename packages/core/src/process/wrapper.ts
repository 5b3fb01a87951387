import type { Sandbox } from './types.ts';
import type { ViewEntry } from './view.ts';

export interface Wrapped {
  /** The tool inside its shell: the wrapper starts this. */
  command: readonly string[];
  sandbox: Sandbox;
  /** What lies over the read-only system, besides the sandbox's own folders. */
  view: readonly ViewEntry[];
  /** True when deidbench runs as root. */
  root: boolean;
  /** Path of setpriv(1), where there is one. */
  setpriv: string | undefined;
}

export interface Wrapper {
  /** Arguments of the process that is really started. */
  wrap(wrapped: Wrapped): string[];
  /** Length of the chain of processes between the one started and the tool, both ends' wrappers counted. */
  processes: number;
}

/** What root keeps inside: rights on files of others, none on the system. */
export const KEPT_CAPABILITIES = ['chown', 'dac_override', 'dac_read_search', 'fowner', 'fsetid'];

/** Makes a process die with its parent, also when that is killed. */
export function dieWithParent(setpriv: string | undefined): string[] {
  return setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'KILL'];
}
