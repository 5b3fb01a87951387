/** The name that is fewest letters away from the asked one, if it is near enough to be what was meant (a third of its letters, at least two). */
export function nearestName(asked: string, names: readonly string[]): string | undefined {
  const bound = Math.max(2, Math.floor(asked.length / 3));
  const ranked = names.map((name) => ({ name, distance: editDistance(asked, name) })).toSorted((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= bound ? best.name : undefined;
}

/** Least number of letters to insert, delete, replace or swap with the neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
