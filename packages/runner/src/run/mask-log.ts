import { maskText } from '@deidbench/core/model';
import type { IdentifierSet } from '@deidbench/judge';

/** UIDs, and numbers long enough to be an identifier or a date. */
const NUMBERS = /\d+(?:\.\d+){4,}|\d{5,}/g;
const WORD = /[\p{L}\p{N}']{3,}/gu;

/** What a tool said, with every word masked that is part of an identifier of these patients, and every long number: what is left tells why it failed. */
export function maskLog(log: string, { byPatient }: IdentifierSet): string {
  const known = new Set<string>();
  for (const identifiers of byPatient.values())
    for (const { kind, text } of identifiers) if (kind !== 'uid') for (const [word] of text.toLowerCase().matchAll(WORD)) known.add(word);
  return log
    .replace(NUMBERS, (number) => maskText(number))
    .replace(WORD, (word) => (isTold(word.toLowerCase(), known) ? maskText(word) : word));
}

/** Words may be run together: `patientokonkwo`. What is longer than any name is looked at in its first letters. */
const [SHORTEST_PART, LONGEST_WORD] = [5, 64];

function isTold(word: string, known: ReadonlySet<string>): boolean {
  if (known.has(word)) return true;
  const length = Math.min(word.length, LONGEST_WORD);
  for (let from = 0; from + SHORTEST_PART <= length; from += 1)
    for (let to = from + SHORTEST_PART; to <= length; to += 1) if (known.has(word.slice(from, to))) return true;
  return false;
}
