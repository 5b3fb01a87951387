/** What a file looks like, from the strictest view to the loosest; undefined where a view has nothing to go by (no pixels, say). */
export interface Looks<Name> {
  name: Name;
  views: readonly (string | undefined)[];
}

export interface ContentPairs {
  pairs: { ordinal: number; output: string; view: number }[];
  /** Outputs that look like several inputs, and these: said, not guessed. */
  ambiguous: { output: string; candidates: number[] }[];
}

/**
 * Pairs outputs with inputs by what they hold. In each view, strictest first, a pair is made where exactly one input and exactly one
 * output that are still alone look like that.
 */
export function pairByContent(
  inputs: readonly Looks<number>[],
  outputs: readonly Looks<string>[],
  taken: ReadonlySet<number>,
): ContentPairs {
  const used = new Set(taken);
  const open = new Map(outputs.map((output) => [output.name, output]));
  const pairs: ContentPairs['pairs'] = [];
  const doubts = new Map<string, number[]>();
  const depth = Math.max(0, ...inputs.map(({ views }) => views.length));
  for (let view = 0; view < depth && open.size > 0; view += 1) {
    const before = group(inputs, view);
    for (const [look, names] of group([...open.values()], view)) {
      const candidates = before.get(look) ?? [];
      const free = candidates.filter((ordinal) => !used.has(ordinal));
      const [ordinal, output] = [free[0], names[0]!];
      if (free.length === 1 && names.length === 1 && ordinal !== undefined) {
        pairs.push({ ordinal, output, view });
        used.add(ordinal);
        open.delete(output);
        doubts.delete(output);
      } else if (free.length > 0) {
        for (const name of names) if (!doubts.has(name)) doubts.set(name, free);
      }
    }
  }
  const ambiguous = [...doubts].map(([output, candidates]) => ({ output, candidates }));
  return { pairs: pairs.toSorted((a, b) => a.ordinal - b.ordinal), ambiguous };
}

function group<Name>(files: readonly Looks<Name>[], view: number): Map<string, Name[]> {
  const groups = new Map<string, Name[]>();
  for (const { name, views } of files) {
    const look = views[view];
    if (look === undefined) continue;
    const same = groups.get(look);
    if (same) same.push(name);
    else groups.set(look, [name]);
  }
  return groups;
}
