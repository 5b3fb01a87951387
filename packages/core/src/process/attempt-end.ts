import { constants } from 'node:os';
import type { AttemptEnd, Limits } from '../model/index.ts';
import type { Breach } from './limit-watch.ts';

export interface Ended {
  /** Null when the outermost process itself was killed. */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  breach: Breach | undefined;
  /** False when the sandbox could not be made. */
  started: boolean;
  /** End of what the tool printed. */
  lastWords: string;
  limits: Limits;
}

/** Words of runtimes whose own memory limit was hit. */
const OUT_OF_MEMORY = /MemoryError|std::bad_alloc|OutOfMemoryError|JavaScript heap out of memory|Cannot allocate memory/;

/** Tells from the outside what ended an attempt. Through wrappers a signal N shows as exit 128+N. */
export function attemptEnd(ended: Ended): AttemptEnd {
  const { exitCode, breach, started, lastWords } = ended;
  if (breach !== undefined) return endOfBreach(breach, ended.limits);
  if (!started) return { end: 'infrastructure', detail: `the sandbox could not be made: ${lastLine(lastWords)}` };
  const signal = ended.signal ?? signalOfExit(exitCode ?? 0);
  const words = exitCode === 0 ? null : OUT_OF_MEMORY.exec(lastWords);
  if (words) return { end: 'out-of-memory', detail: `the tool says ${words[0]}`, ...(exitCode === null ? {} : { exitCode }) };
  if (signal !== undefined) return { end: 'signalled', signal, ...(exitCode === null ? {} : { exitCode }) };
  return { end: 'exited', exitCode: exitCode ?? 0 };
}

function endOfBreach(breach: Breach, limits: Limits): AttemptEnd {
  switch (breach) {
    case 'timeout':
      return { end: 'timeout', detail: `no end after ${limits.seconds} s` };
    case 'setup':
      return { end: 'infrastructure', detail: 'the sandbox was not ready in time' };
    case 'memory':
      return { end: 'out-of-memory', detail: `more than ${megabytes(limits.memoryBytes)} MB of memory` };
    case 'disk':
      return { end: 'signalled', signal: 'SIGKILL', detail: `wrote more than ${megabytes(limits.diskBytes)} MB` };
    case 'processes':
      return { end: 'signalled', signal: 'SIGKILL', detail: `more than ${limits.processes} processes` };
    case 'no-space':
      return { end: 'infrastructure', detail: 'the disk that holds the run is full' };
    case 'called-off':
      return { end: 'infrastructure', detail: 'called off' };
  }
}

function signalOfExit(exitCode: number): string | undefined {
  if (exitCode < 129 || exitCode > 159) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === exitCode - 128)?.[0];
}

function lastLine(text: string): string {
  return text.trim().split('\n').at(-1) ?? '';
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}
