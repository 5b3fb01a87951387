/** Units in the order in which they are begun: the first unit of every tool, then the second …, so that a slow hour of the machine strikes all tools alike. */
export function interleave<Unit, Work extends { units: readonly Unit[] }>(
  works: readonly Work[],
): { work: Work; unit: Work['units'][number] }[] {
  const longest = Math.max(0, ...works.map((work) => work.units.length));
  return Array.from({ length: longest }, (_, i) => i).flatMap((i) =>
    works.flatMap((work) => {
      const unit = work.units[i];
      return unit ? [{ work, unit }] : [];
    }),
  );
}

/** What decides whether an item may begin beside those that run; must let any item begin where nothing runs. */
export interface Gate<T> {
  take(item: T): boolean;
}

/**
 * Runs `act` on every item, at most `width` at a time, in order of the items but for those that the gate holds back until another one has
 * ended; stops beginning new ones once `signal` says so.
 */
export async function inParallel<T>(
  items: readonly T[],
  { width, gate, signal }: { width: number; gate: Gate<T>; signal: AbortSignal },
  act: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const running = new Set<Promise<void>>();
  try {
    while (waiting.length > 0 && !signal.aborted) {
      const next = running.size < width ? waiting.findIndex((item) => gate.take(item)) : -1;
      const [item] = next < 0 ? [] : waiting.splice(next, 1);
      if (item === undefined) {
        await Promise.race(running);
        continue;
      }
      const done = act(item).finally(() => running.delete(done));
      running.add(done);
    }
    await Promise.all(running);
  } finally {
    await Promise.allSettled(running);
  }
}
