import { maskText } from '@deidbench/core/model';
import type { IdentifierSet } from '@deidbench/judge';

/** UIDs, and numbers long enough to be an identifier or a date. */
const NUMBERS = /\d+(?:\.\d+){4,}|\d{5,}/g;

/** A word of an identifier stands for it from three letters or digits on; from four it is also seen inside longer ones: `patientokonkwo`. */
const [SHORTEST_WORD, SHORTEST_PART] = [3, 4];
/** In Chinese, Japanese and Korean a name is of two or three characters, its parts of one or two, and nothing stands between words. */
const IDEOGRAPHIC = /^[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+$/u;
const WORD_OR_CHARACTER = /[\p{L}\p{M}\p{N}']{2,}|[\u3400-\u9fff\uac00-\ud7af]/gu;

/** What a tool said, with every word masked that is part of an identifier of these patients, and every long number: what is left tells why it failed. */
export function maskLog(log: string, identifiers: IdentifierSet): string {
  const { words, parts, others } = knownOf(identifiers);
  const masked = log
    .normalize('NFC')
    .replace(NUMBERS, (number) => maskText(number))
    .replace(WORD_OR_CHARACTER, (word) => (isTold(word.toLowerCase(), words, parts) ? conceal(word) : word));
  return others.reduce((text, other) => text.replaceAll(other, (found) => '█'.repeat(found.length)), masked);
}

/** Single letters between apostrophes are no word that masking knows. */
function conceal(word: string): string {
  const masked = maskText(word);
  return masked === word ? '█'.repeat(word.length) : masked;
}

interface Known {
  words: ReadonlySet<string>;
  /** Words by their first letters. */
  parts: ReadonlyMap<string, readonly string[]>;
  /** Texts of which no word is long enough to be seen inside others. */
  others: RegExp[];
}

function knownOf({ byPatient }: IdentifierSet): Known {
  const words = new Set<string>();
  const others = new Set<string>();
  for (const { kind, text } of [...byPatient.values()].flat()) {
    if (kind === 'uid') continue;
    const all = [...text.normalize('NFC').toLowerCase().matchAll(WORD_OR_CHARACTER)].map(([word]) => word);
    const own = all.filter((word) => word.length >= SHORTEST_WORD);
    for (const word of own) words.add(word);
    for (const word of all.filter((one) => IDEOGRAPHIC.test(one))) {
      words.add(word);
      if (word.length > 1) others.add(word);
    }
    if (own.every((word) => word.length < SHORTEST_PART) && text.trim().length >= SHORTEST_PART) others.add(text.normalize('NFC').trim());
  }
  const long = [...words].filter((word) => word.length >= SHORTEST_PART);
  return {
    words,
    parts: Map.groupBy(long, (word) => word.slice(0, SHORTEST_PART)),
    others: [...others].map((text) => new RegExp(text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu')),
  };
}

function isTold(word: string, words: Known['words'], parts: Known['parts']): boolean {
  if (words.has(word)) return true;
  for (let from = 0; from + SHORTEST_PART <= word.length; from += 1)
    if (parts.get(word.slice(from, from + SHORTEST_PART))?.some((part) => word.startsWith(part, from))) return true;
  return false;
}
