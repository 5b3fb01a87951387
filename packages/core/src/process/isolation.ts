import type { Isolation } from '../model/index.ts';
import { ProcessError } from './errors.ts';
import { findExecutable } from './executable.ts';
import { probe } from './probe.ts';
import type { ProcessMethod } from './types.ts';

/** An isolation of a process of this machine, as it was seen to work. */
export type Seen = Isolation & { method: ProcessMethod };

const METHODS = ['bwrap', 'unshare', 'group'] as const;

/** Names the one method to be used. A run sets it for its workers, so that no attempt gets a weaker one in silence. */
export const ISOLATION_VARIABLE = 'DEIDBENCH_ISOLATION';

const tried = new Map<ProcessMethod, Promise<Seen | undefined>>();
let found: Promise<Seen> | undefined;

/**
 * The strongest isolation that works on this machine, by trying: bubblewrap, then util-linux's unshare, then a plain process group. The
 * answer says what was seen inside, not what was wished for. Looked for once a process.
 * @throws ProcessError NO_ISOLATION when DEIDBENCH_ISOLATION names a method that does not work here.
 */
export function detectIsolation(): Promise<Seen> {
  found ??= strongest();
  return found;
}

/** What a method gives here, or undefined when it does not work. Tried once a process. */
export function tryIsolation(method: ProcessMethod): Promise<Seen | undefined> {
  const known = tried.get(method);
  if (known) return known;
  const trial = method !== 'group' && findExecutable(method) === undefined ? Promise.resolve(undefined) : probe(method);
  tried.set(method, trial);
  return trial;
}

async function strongest(): Promise<Seen> {
  const wanted = process.env[ISOLATION_VARIABLE];
  if (wanted) return theOneWanted(wanted);
  for (const method of METHODS) {
    const isolation = await tryIsolation(method);
    if (isolation) return isolation;
  }
  return { method: 'group', network: 'host', pidNamespace: false, readOnlyInput: false, hiddenRun: false };
}

async function theOneWanted(wanted: string): Promise<Seen> {
  const method = METHODS.find((name) => name === wanted);
  const isolation = method && (await tryIsolation(method));
  if (isolation) return isolation;
  const why = method ? 'does not work on this machine' : `is none of ${METHODS.join(', ')}`;
  throw new ProcessError('NO_ISOLATION', `${ISOLATION_VARIABLE}: "${wanted}" ${why}; leave it out to take the strongest that works.`);
}
