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

/** Turns the first SIGINT or SIGTERM into a graceful stop and a later one into a stop at once. */
export function watchSignals(say: (text: string) => void): Stop {
  const graceful = new AbortController();
  const now = new AbortController();
  let first = 0;
  const stop = () => {
    if (!graceful.signal.aborted) {
      first = Date.now();
      graceful.abort();
      say('Stopping: what runs is finished first. Press Ctrl-C again to stop at once.');
    } else if (Date.now() - first >= SAME_PRESS_MS) now.abort();
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
