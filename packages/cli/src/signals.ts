import { EXIT } from './exit.ts';

/** Two Ctrl-C closer together than this are one: terminal and npm may both pass it on. */
const SAME_PRESS_MS = 300;

export interface Stop {
  /** Asked to stop: finish what runs, begin nothing new. */
  graceful: AbortSignal;
  /** Asked again: kill what runs. */
  now: AbortSignal;
  /** Gives the signals back to Node. */
  release(): void;
}

/** Turns the first SIGINT or SIGTERM into a graceful stop, a later one into a stop at once, and a third into the end, whatever is at work. */
export function watchSignals(say: (text: string) => void): Stop {
  const graceful = new AbortController();
  const now = new AbortController();
  let last = Number.NEGATIVE_INFINITY;
  const stop = () => {
    const isSamePress = performance.now() - last < SAME_PRESS_MS;
    if (isSamePress) return;
    last = performance.now();
    if (now.signal.aborted) process.exit(EXIT.interrupted);
    if (graceful.signal.aborted) return now.abort();
    graceful.abort();
    say('Stopping: what runs is finished first. Press Ctrl-C again to stop at once.');
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, stop);
  return {
    graceful: graceful.signal,
    now: now.signal,
    release: () => {
      for (const signal of signals) process.off(signal, stop);
    },
  };
}
