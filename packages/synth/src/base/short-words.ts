import type { Identifier, PatientPatterns } from '@deidbench/judge/identifiers';

/** Below this the judge's search of bytes finds nothing. */
const SHORT = 6;

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
const wholeWord = (source: string, flags: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${source})(?:'s)?(?![\p{L}\p{M}\p{N}])`, `g${flags}`);

/** What finds names and numbers of a patient that are too short for the search of bytes, as whole words of a text. */
export function shortWords(identifiers: readonly Identifier[], { words }: PatientPatterns): RegExp[] {
  const found: RegExp[] = [];
  for (const word of words.keys()) {
    if (/[\u1100-\u11FF\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]/u.test(word)) {
      found.push(new RegExp(Array.from(word, escaped).join(String.raw`[\s^,_.]*`), 'gu'));
      continue;
    }
    // Three letters in small ones are a word of the language more often than a name.
    const capital = word.length < 4 ? String.raw`(?=\p{Lu})` : '';
    const parts = word.split(' ').map((part) => Array.from(part, anyCase).join(''));
    found.push(wholeWord(capital + parts.join(String.raw`[\s^,_.]{1,3}`), 'u'));
  }
  for (const { kind, text } of identifiers) {
    if ((kind === 'direct-number' || kind === 'accession-number') && isShortNumber(text)) found.push(wholeWord(escaped(text), 'iu'));
  }
  return found;
}

const anyCase = (letter: string): string => `(?:${escaped(letter.toLowerCase())}|${escaped(letter.toUpperCase())})`;

/** Four digits may be a year or a number of anything. */
const isShortNumber = (text: string): boolean => text.length < SHORT && /\d/u.test(text) && text.length >= (/^\d+$/u.test(text) ? 5 : 4);
