import type { Isolation } from '../model/index.ts';
import { findExecutable } from './executable.ts';
import { probe } from './probe.ts';

const METHODS = ['bwrap', 'unshare', 'group'] as const;

const tried = new Map<Isolation['method'], Promise<Isolation | undefined>>();
let found: Promise<Isolation> | undefined;

/**
 * The strongest isolation that works on this machine, by trying: bubblewrap, then util-linux's unshare, then a plain process group. The
 * answer says what was seen inside, not what was wished for. Looked for once a process.
 */
export function detectIsolation(): Promise<Isolation> {
  found ??= strongest();
  return found;
}

/** What a method gives here, or undefined when it does not work. Tried once a process. */
export function tryIsolation(method: Isolation['method']): Promise<Isolation | undefined> {
  const known = tried.get(method);
  if (known) return known;
  const trial = method !== 'group' && findExecutable(method) === undefined ? Promise.resolve(undefined) : probe(method);
  tried.set(method, trial);
  return trial;
}

async function strongest(): Promise<Isolation> {
  for (const method of METHODS) {
    const isolation = await tryIsolation(method);
    if (isolation) return isolation;
  }
  return { method: 'group', network: 'host', pidNamespace: false, readOnlyInput: false, hiddenRun: false };
}
