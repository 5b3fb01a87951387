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

/** Runs `act` on every item, at most `width` at a time, in order of the items; stops beginning new ones once `signal` says so. */
export async function inParallel<T>(
  items: readonly T[],
  width: number,
  signal: AbortSignal,
  act: (item: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length && !signal.aborted) {
      const item = items[next++];
      if (item !== undefined) await act(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
}
