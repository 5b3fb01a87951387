import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeFolder } from '@deidbench/core/process';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The work in scratch folders that is under way, and the signal that has called it off. */
const calledOff = new AbortController();
let underWay = 0;
let caught: NodeJS.Signals | undefined;

/**
 * Works in a folder of its own that is removed afterwards, also where a signal ends the program: what runs in it is called off then, and the
 * signal is sent again when the last such folder is gone. Work that was called off gives nothing.
 */
export async function inScratchFolder<T>(name: string, work: (root: string, signal: AbortSignal) => Promise<T>): Promise<T> {
  if (underWay === 0) for (const signal of SIGNALS) process.on(signal, callOff);
  underWay += 1;
  let root: string | undefined;
  try {
    root = await mkdtemp(join(tmpdir(), name));
    return await work(root, calledOff.signal);
  } finally {
    if (root !== undefined) removeFolder(root);
    underWay -= 1;
    if (underWay === 0) letGo();
    // The end is near: nobody must go on from here.
    if (caught !== undefined) await new Promise(() => undefined);
  }
}

function callOff(signal: NodeJS.Signals): void {
  // A program that listens itself is not ended by it, and what it began goes on.
  if (process.listenerCount(signal) > 1) return;
  caught = signal;
  calledOff.abort();
}

function letGo(): void {
  for (const signal of SIGNALS) process.off(signal, callOff);
  if (caught !== undefined) process.kill(process.pid, caught);
}
