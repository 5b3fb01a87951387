/** A point where less x2 leaks and more x1 kept are both better. */
export interface Point {
  kept: number;
  leaks: number;
}

/** The points that no other beats in one thing without losing in the other, by rising kept. */
export function paretoFront<T extends Point>(points: readonly T[]): T[] {
  const beaten = (p: T): boolean => points.some((q) => q.kept >= p.kept && q.leaks <= p.leaks && (q.kept > p.kept || q.leaks < p.leaks));
  return points.filter((p) => !beaten(p)).toSorted((a, b) => a.kept - b.kept || b.leaks - a.leaks);
}
