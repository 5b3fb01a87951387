import { readOutput } from '../unit/read-output.ts';
import type { Collision, Pair } from '../unit/types.ts';

/**
 * Files that hold the SOP Instance UID of an answer and are another instance: who loads the folder keeps one of the two. The same data set delivered
 * twice is no other instance, whatever its file meta says.
 */
export function collisionsOf(
  root: string,
  pairs: readonly Pair[],
  outputs: readonly string[],
  sopOf: (output: string) => string | undefined,
): Collision[] {
  const bySop = Map.groupBy(outputs, sopOf);
  const answers = new Map(pairs.map((pair) => [pair.output, pair.ordinal]));
  return [...answers].flatMap(([output, ordinal]) => {
    const now = sopOf(output);
    const others = now === undefined ? [] : (bySop.get(now) ?? []).filter((other) => !answers.has(other));
    if (now === undefined || others.length === 0) return [];
    const answer = dataOf(root, output);
    return others.filter((other) => isOther(answer, dataOf(root, other))).map((other) => ({ ordinal, output: other, now }));
  });
}

/** The bytes of the data set, inflated; undefined where it can't be read. */
function dataOf(root: string, output: string): Uint8Array | undefined {
  const read = readOutput(root, output);
  return 'file' in read ? read.file.bytes.subarray(read.file.dataset.elements[0]?.offset ?? 0) : undefined;
}

const isOther = (a: Uint8Array | undefined, b: Uint8Array | undefined): boolean =>
  a !== undefined && b !== undefined && Buffer.compare(a, b) !== 0;
