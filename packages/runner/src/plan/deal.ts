/** Deals tasks out, the longest first and each to whoever has least so far (Graham 1969: at most 4/3 of the best time). Answers places in `seconds`, by taker, in the order in which they are to be done. */
export function deal(seconds: readonly number[], takers: number): number[][] {
  const hands = Array.from({ length: takers }, (): { places: number[]; sum: number } => ({ places: [], sum: 0 }));
  for (const place of longestFirst(seconds)) {
    const least = hands.reduce((best, hand) => (hand.sum < best.sum ? hand : best));
    least.places.push(place);
    least.sum += seconds[place] ?? 0;
  }
  return hands.map(({ places }) => places);
}

/** Places of tasks, the longest first; equal ones in their order, so that every machine deals alike. */
export function longestFirst(seconds: readonly number[]): number[] {
  return seconds.map((_, place) => place).toSorted((a, b) => (seconds[b] ?? 0) - (seconds[a] ?? 0) || a - b);
}

/** Seconds until the last of some tasks is done when `jobs` of them run at a time, begun in their order. */
export function makespan(seconds: readonly number[], jobs: number): number {
  const lanes = Array.from({ length: Math.max(1, jobs) }, () => 0);
  for (const one of seconds) {
    const next = lanes.indexOf(Math.min(...lanes));
    lanes[next] = (lanes[next] ?? 0) + one;
  }
  return Math.max(0, ...lanes);
}
