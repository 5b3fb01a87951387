import { findIdentifiers, type Identifier, type PatientPatterns, patternsOf, scanBytes } from '@deidbench/judge/identifiers';
import { tidyText } from './tidy-text.ts';

/** Below this the search of bytes finds nothing. */
const SHORT = 6;
/** What is left may hold one more only where a cut made it. */
const MOST_ROUNDS = 5;

/** Finds identifiers as the judge looks for them, and those that are too short for its search of bytes as whole words. */
export class Cutter {
  readonly #patterns: PatientPatterns;
  readonly #words: RegExp[];

  constructor(identifiers: readonly Identifier[]) {
    const patterns = patternsOf(identifiers);
    this.#patterns = { ...patterns, words: new Map() };
    this.#words = wordsOf(identifiers, patterns);
  }

  /** The text without them, member by member; undefined where there are none. `whole`: a member that holds one goes as a whole. */
  cut(text: string, vr: string, whole: boolean): string | undefined {
    if (this.#cutOnce(text, vr) === undefined) return undefined;
    return text
      .split('\\')
      .map((member) => this.#cutMember(member, vr, whole))
      .join('\\')
      .replace(/^\\+$/u, '');
  }

  /** Whether bytes hold one, also compressed. */
  isIn(bytes: Uint8Array, vr: string): boolean {
    if (findIdentifiers(this.#patterns, bytes, () => vr).length > 0) return true;
    if (vr === 'OW') return false;
    for (const _ of scanBytes(this.#patterns, bytes)) return true;
    // Among bytes that are no text, short words are met by chance.
    const text = Buffer.from(bytes).toString('utf8').replace(/\0+$/u, '');
    return !/[\p{Cc}\uFFFD]/u.test(text.replaceAll(/[\t\r\n\f\u001B]/gu, '')) && this.#words.some((word) => text.search(word) >= 0);
  }

  #cutMember(member: string, vr: string, whole: boolean): string {
    let left = member;
    for (let round = 0; round < MOST_ROUNDS; round += 1) {
      const next = this.#cutOnce(left, vr);
      if (next === undefined) return left;
      if (whole) return '';
      left = tidyText(next);
    }
    return '';
  }

  #cutOnce(text: string, vr: string): string | undefined {
    const bytes = Buffer.from(text, 'utf8');
    let left = '';
    let end = 0;
    for (const { offset, length, encoding } of findIdentifiers(this.#patterns, bytes, () => vr)) {
      if (encoding !== 'ASCII' && encoding !== 'UTF-8') continue;
      left += `${bytes.toString('utf8', end, Math.max(end, offset))} `;
      end = Math.max(end, offset + length);
    }
    left += bytes.toString('utf8', end);
    for (const word of this.#words) left = left.replaceAll(word, ' ');
    return end === 0 && left === text ? undefined : left;
  }
}

const escaped = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
const wholeWord = (source: string, flags: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${source})(?![\p{L}\p{M}\p{N}])`, `g${flags}`);

function wordsOf(identifiers: readonly Identifier[], { words }: PatientPatterns): RegExp[] {
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
