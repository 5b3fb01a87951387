import { findIdentifiers, type Identifier, type PatientPatterns, patternsOf, scanBytes } from '@deidbench/judge/identifiers';
import { shortWords } from './short-words.ts';
import { tidyText } from './tidy-text.ts';

/** What is left may hold one more only where a cut made it. */
const MOST_ROUNDS = 5;
const MAIL = /[^\s<>"(),;:\\@]{1,64}@[^\s<>"(),;:\\]{1,255}/gu;
const OWNER = /^'s(?![\p{L}\p{N}])/iu;

/** Finds identifiers as the judge looks for them, and those that are too short for its search of bytes as whole words. */
export class Cutter {
  readonly #patterns: PatientPatterns;
  readonly #words: RegExp[];

  constructor(identifiers: readonly Identifier[]) {
    const patterns = patternsOf(identifiers);
    this.#patterns = { ...patterns, words: new Map() };
    this.#words = shortWords(identifiers, patterns);
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

  /** A mail address that holds one goes as a whole, and the `'s` behind a name with it. */
  #cutOnce(text: string, vr: string): string | undefined {
    const left = text.replaceAll(MAIL, (mail) => (this.#cutPlain(mail, vr) === undefined ? mail : ' '));
    const cut = this.#cutPlain(left, vr) ?? left;
    return cut === text ? undefined : cut;
  }

  #cutPlain(text: string, vr: string): string | undefined {
    const bytes = Buffer.from(text, 'utf8');
    let left = '';
    let end = 0;
    for (const { offset, length, encoding } of findIdentifiers(this.#patterns, bytes, () => vr)) {
      if (encoding !== 'ASCII' && encoding !== 'UTF-8') continue;
      left += `${bytes.toString('utf8', end, Math.max(end, offset))} `;
      end = Math.max(end, offset + length);
      if (OWNER.test(bytes.toString('latin1', end, end + 3))) end += 2;
    }
    left += bytes.toString('utf8', end);
    // A short number where numbers stand is met by chance.
    if (vr !== 'DS' && vr !== 'IS') for (const word of this.#words) left = left.replaceAll(word, ' ');
    return end === 0 && left === text ? undefined : left;
  }
}
