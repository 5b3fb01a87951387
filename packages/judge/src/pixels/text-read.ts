import { contentTokens } from '../text/index.ts';

/** Marks of sex and the label of the birth date stand beside the planted text and identify nobody. */
export const plainBoxText = (text: string): string =>
  text
    .replaceAll('\n', ' ')
    .replaceAll('DOB:', '')
    .replace(/\[[A-Za-z]\]/g, '');

/** Letters that are no base letter with a mark in Unicode, as people and readers write them without it. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i' };
/** Signs that look alike in most fonts: a reader that takes one for the other has read what a person reads. */
const ALIKE: Readonly<Record<string, string>> = { o: '0', q: '0', l: '1', i: '1', s: '5', z: '2', b: '8', g: 'c' };
/** Shorter words are in many texts by chance once signs that look alike are one. */
const LONG = 4;
/** A name of so many letters is known by all but one of them; of a number or date every sign counts. */
const LONG_NAME = 7;

/** What of a planted text a reader read in an image. */
export interface TextRead {
  /** Words of the planted text that the official text test compares. */
  tokens: number;
  /** How many of them can be read. */
  read: number;
}

/**
 * Compares a planted text with what a reader read, word by word as the official text test does, but for what readers do by their nature:
 * they drop blanks, dots and accents, and take signs of one shape for each other. The parts of a name in DICOM's form are words of their
 * own. Undefined where there is nothing to compare.
 */
export function textRead(planted: string, ...readings: readonly string[]): TextRead | undefined {
  const text = plainBoxText(planted).toLowerCase().replaceAll(/[\^=]/g, ' ');
  const tokens = contentTokens(text)
    .map(foldText)
    .filter((token) => token !== '');
  if (tokens.length === 0) return undefined;
  // Initials are in nearly every text.
  const telling = tokens.some((token) => token.length > 1) ? tokens.filter((token) => token.length > 1) : tokens;
  const seen = readings.map(foldText);
  return { tokens: telling.length, read: telling.filter((token) => isRead(token, seen)).length };
}

/** True where a folded word stands in one of the folded readings: in longer ones signs that look alike are one, and one letter of a long name may be misread. */
export const isRead = (word: string, readings: readonly string[]): boolean =>
  readings.some(
    (reading) =>
      reading.includes(word) ||
      (word.length >= LONG && (alike(reading).includes(alike(word)) || (isLongName(word) && isNearlyIn(alike(word), alike(reading))))),
  );

const isLongName = (word: string): boolean => word.length >= LONG_NAME && /^\p{L}+$/u.test(word);

/** True where a word stands in a text with one sign of it for another. */
function isNearlyIn(word: string, text: string): boolean {
  for (let start = 0; start + word.length <= text.length; start += 1) {
    let wrong = 0;
    for (let i = 0; i < word.length && wrong < 2; i += 1) if (word[i] !== text[start + i]) wrong += 1;
    if (wrong < 2) return true;
  }
  return false;
}

/** Letters and digits alone, in lower case and without accents. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[ßæœøđðłþı]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter)
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');

const alike = (text: string): string => text.replaceAll(/[oqliszbg]/g, (sign) => ALIKE[sign] ?? sign);
