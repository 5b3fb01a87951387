import { effectiveVr, walk, type DicomFile } from '@deidbench/dicom';
import { placeKey } from '../severity/place.ts';
import { textOf } from '../unit/text.ts';
import { NUMBERS } from './looks.ts';

/** A file with what it says that few others say. */
export interface Facts<Name> {
  name: Name;
  sopClass: string;
  facts: ReadonlySet<string>;
}

/** Facts beside the position that two files must share to be taken for one: images of two people are often taken at the same position. */
const LEAST = 2;
const POSITION = /^\(0020,(?:0032|0037|1041)\)=/u;
/** By so much more than any other input must an output resemble its own. A fact that n inputs share weighs 1/n. */
const MARGIN = 0.5;
/** Numbers of many digits that all images of a scanner share. */
const COMMON = /\((?:0028,0030|0018,1164|0018,0087|0018,0084|0008,0201)\)$/u;
const SIGNIFICANT = 5;

/** Times of day, and numbers of at least five digits: positions, measurements. No policy for research removes all of them. */
export function factsOf<Name>(name: Name, file: DicomFile): Facts<Name> {
  const facts = new Set<string>();
  let sopClass = '';
  walk(file, (element, item, path) => {
    if (element.items !== undefined || path.includes('"') || path.length > 200) return;
    const key = placeKey(path);
    if (key === '(0008,0016)') sopClass = textOf(file, item, element);
    const vr = effectiveVr(file, item, element);
    if (COMMON.test(key) || (vr !== 'TM' && !NUMBERS.has(vr)) || element.length > 4096) return;
    const text = textOf(file, item, element);
    if (digitsIn(text) >= SIGNIFICANT) facts.add(`${key}=${text}`);
  });
  return { name, sopClass, facts };
}

/** Pairs outputs with the inputs that they resemble clearly more than any other; each is used once. */
export function pairByFacts(inputs: readonly Facts<number>[], outputs: readonly Facts<string>[]): { ordinal: number; output: string }[] {
  const owners = new Map<string, Facts<number>[]>();
  for (const input of inputs) for (const fact of input.facts) owners.set(fact, [...(owners.get(fact) ?? []), input]);
  const best = outputs.flatMap((output) => {
    const found = bestOf(output, owners);
    return found === undefined ? [] : [{ output: output.name, ...found }];
  });
  const [used, pairs] = [new Set<number>(), [] as { ordinal: number; output: string }[]];
  for (const { ordinal, output } of best.toSorted((a, b) => b.score - a.score)) {
    if (used.has(ordinal)) continue;
    used.add(ordinal);
    pairs.push({ ordinal, output });
  }
  return pairs;
}

function bestOf(
  { facts, sopClass }: Facts<string>,
  owners: ReadonlyMap<string, readonly Facts<number>[]>,
): { ordinal: number; score: number } | undefined {
  const scores = new Map<number, { score: number; count: number }>();
  for (const fact of facts) {
    const known = owners.get(fact) ?? [];
    for (const { name, sopClass: of } of known) {
      if (of !== sopClass) continue;
      const { score, count } = scores.get(name) ?? { score: 0, count: 0 };
      scores.set(name, { score: score + 1 / known.length, count: count + (POSITION.test(fact) ? 0 : 1) });
    }
  }
  const [first, second] = [...scores].toSorted((a, b) => b[1].score - a[1].score);
  if (first === undefined || first[1].count < LEAST || first[1].score < (second?.[1].score ?? 0) + MARGIN) return undefined;
  return { ordinal: first[0], score: first[1].score };
}

function digitsIn(text: string): number {
  const numbers = text.match(/[\d.]+/gu) ?? [];
  return Math.max(0, ...numbers.map((number) => number.replaceAll('.', '').replace(/^0+/u, '').replace(/0+$/u, '').length));
}
