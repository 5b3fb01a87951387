import type { Pair } from '../unit/types.ts';

export interface Named {
  ordinal: number;
  /** The name under which the tool saw the file, relative, with forward slashes. */
  staged: string;
  sop: string;
}

export type NamePairs = { ordinal: number; output: string }[];

/** Says by what pairs were made. */
export const tagged = (pairs: NamePairs, by: Pair['by']): Pair[] => pairs.map((pair) => ({ ...pair, by }));

/**
 * Pairs by the tool's own map. Its rows may name files (`from` the staged name, `to` the output's) or SOP Instance UIDs, absolute or
 * relative; `sopOf` gives the SOP Instance UID of an output. A row that fits nothing is left out; of several for one input the first counts.
 */
export function pairByMap(
  inputs: readonly Named[],
  outputs: readonly string[],
  rows: readonly (readonly [string, string])[],
  sopOf: (output: string) => string | undefined,
): NamePairs {
  const byName = new Map<string, number>();
  for (const { ordinal, staged, sop } of inputs) for (const name of [staged, sop]) if (!byName.has(name)) byName.set(name, ordinal);
  const byOutput = new Map<string, string>();
  for (const output of outputs) {
    byOutput.set(output, output);
    const sop = sopOf(output);
    if (sop !== undefined && !byOutput.has(sop)) byOutput.set(sop, output);
  }
  const pairs: NamePairs = [];
  const used = { inputs: new Set<number>(), outputs: new Set<string>() };
  for (const [from, to] of rows) {
    const ordinal = tail(byName, from);
    const output = tail(byOutput, to);
    if (ordinal === undefined || output === undefined || used.inputs.has(ordinal) || used.outputs.has(output)) continue;
    used.inputs.add(ordinal);
    used.outputs.add(output);
    pairs.push({ ordinal, output });
  }
  return pairs;
}

/** Pairs by the same relative path. The suffix that the tool puts before the extension, and a missing or added `.dcm`, don't count. */
export function pairByPath(inputs: readonly Named[], outputs: readonly string[], suffix = ''): NamePairs {
  const plain = new Map<string, string>();
  for (const output of outputs) {
    const name = bare(output, suffix);
    if (!plain.has(name)) plain.set(name, output);
  }
  const exact = new Set(outputs);
  return inputs.flatMap(({ ordinal, staged }) => {
    const output = exact.has(staged) ? staged : plain.get(bare(staged, ''));
    return output === undefined ? [] : [{ ordinal, output }];
  });
}

function bare(path: string, suffix: string): string {
  const stem = path.replace(/\.dcm$/iu, '');
  return suffix !== '' && stem.endsWith(suffix) ? stem.slice(0, -suffix.length) : stem;
}

/** The entry of a name, or of the longest end of a path that is one: tools write absolute paths of their own view of the folders. */
function tail<Value>(table: ReadonlyMap<string, Value>, name: string): Value | undefined {
  let rest = name.replaceAll('\\', '/');
  for (;;) {
    const value = table.get(rest);
    if (value !== undefined) return value;
    const slash = rest.indexOf('/');
    if (slash < 0) return undefined;
    rest = rest.slice(slash + 1);
  }
}
