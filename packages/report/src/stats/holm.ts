/** Holm's step-down correction: p values adjusted for their number, in the order given, never above 1. */
export function holm(p: readonly number[]): number[] {
  const order = p.map((_, i) => i).toSorted((a, b) => (p[a] ?? 0) - (p[b] ?? 0));
  const adjusted = Array.from({ length: p.length }, () => 1);
  let largest = 0;
  order.forEach((index, step) => {
    largest = Math.max(largest, Math.min(1, (p.length - step) * (p[index] ?? 1)));
    adjusted[index] = largest;
  });
  return adjusted;
}
