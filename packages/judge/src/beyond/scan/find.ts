import type { Identifier } from '../../identifiers/identifier.ts';
import { plainApostrophes } from '../../identifiers/apostrophes.ts';
import { standsAlone } from './context.ts';
import type { Encoding } from './encodings.ts';
import { isIdeographic, type PatientPatterns } from './patterns.ts';

/** An identifier found in some bytes. */
export interface Hit {
  identifier: Identifier;
  /** The way it was written: all of the identifier, or a part. */
  text: string;
  /** Share of the identifier's words that can be read. */
  share: number;
  familyName: boolean;
  encoding: Encoding;
  offset: number;
  length: number;
}

/** VR of the element that holds a byte; empty for none. */
export type VrAt = (offset: number, length: number) => string;

/** Matches of one pattern in one file that are kept: a text repeated a million times tells no more than that. */
const MOST_HITS = 10_000;

/** All identifiers in a range of bytes that stand alone there. Of matches that lie in one another the longest stays. */
export function findIdentifiers({ patterns, scan, except }: PatientPatterns, bytes: Uint8Array, vrAt: VrAt): Hit[] {
  const hits: Hit[] = [];
  const counts = new Uint32Array(patterns.length);
  scan.scan(bytes, 0, bytes.length, (index, offset) => {
    const pattern = patterns[index]!;
    if (counts[index]! >= MOST_HITS || pattern.identifier.patient === except) return;
    if (!standsAlone(pattern, bytes, offset, vrAt(offset, pattern.bytes.length))) return;
    const { identifier, form, encoding } = pattern;
    counts[index]! += 1;
    hits.push({
      identifier,
      text: form.text,
      share: form.share,
      familyName: form.familyName,
      encoding,
      offset,
      length: pattern.bytes.length,
    });
  });
  return hits.length < 2 ? hits : longest(hits);
}

function longest(hits: Hit[]): Hit[] {
  const sorted = hits.toSorted((a, b) => a.offset - b.offset || b.length - a.length);
  const kept: Hit[] = [];
  let end = -1;
  for (const hit of sorted) {
    const last = kept.at(-1);
    const inside = hit.offset + hit.length <= end;
    const same = last !== undefined && last.offset === hit.offset && last.length === hit.length;
    if (inside && !(same && last.identifier.norm !== hit.identifier.norm && last.identifier.kind !== 'uid')) continue;
    kept.push(hit);
    end = Math.max(end, hit.offset + hit.length);
  }
  return kept;
}

const WORD = /[\p{L}\p{M}'-]+/gu;
/** What may stand between the words of a name. */
const BETWEEN = /^[\s^,_.]{1,3}$/u;

/** Short names in a decoded text, as whole words that begin with a capital, alone or two that follow one another; those of scripts without blanks anywhere. */
export function findWords({ words }: PatientPatterns, text: string): Omit<Hit, 'encoding' | 'offset' | 'length'>[] {
  if (words.size === 0) return [];
  const found: Omit<Hit, 'encoding' | 'offset' | 'length'>[] = [];
  let last: { word: string; end: number } | undefined;
  for (const { 0: word, index } of plainApostrophes(text).matchAll(WORD)) {
    if (!/^\p{Lu}/u.test(word)) {
      last = undefined;
      continue;
    }
    const pair =
      last !== undefined && BETWEEN.test(text.slice(last.end, index)) ? words.get(`${last.word} ${word}`.toLowerCase()) : undefined;
    const known = pair ?? words.get(word.toLowerCase());
    if (known)
      found.push({ identifier: known.identifier, text: known.form.text, share: known.form.share, familyName: known.form.familyName });
    last = { word, end: index + word.length };
  }
  const squeezed = isIdeographic(text) ? text.replaceAll(/[\s^,_.]+/gu, '') : '';
  if (squeezed !== '')
    for (const [word, { identifier, form }] of words)
      if (isIdeographic(word) && squeezed.includes(word))
        found.push({ identifier, text: form.text, share: form.share, familyName: form.familyName });
  return found;
}
