import { spellings } from './forms.ts';
import { nameWords } from './identifier.ts';
import { isParticle, tellingFamilyWords } from './name-parts.ts';

/** What a value at the place of a name still tells of it. */
export interface LeftOfName {
  /** Words of the name that stand there. */
  words: string[];
  /** Part of the name's words, 0 to 1. */
  share: number;
  familyName: boolean;
}

/** Words that tools put in place of a name. */
const PLACEHOLDERS = new Set(
  `anon anonym anonyme anonymised anonymized anonymous anonymus case client confidential default deid deidentified doctor dummy empty hidden male
  female first given last middle family name nemo nobody no none null participant pat patient person phantom physician pseudo pseudonym redacted
  referring removed research subject surname test unknown unnamed user volunteer withheld xx xxx xxxx`.split(/\s+/u),
);
const LETTERS = /[\p{L}\p{M}']+/gu;
const SHORTEST = 2;
const IDEOGRAPH = /^\p{Script=Han}$/u;

/**
 * Words of a name, as DICOM writes it, that a value holds as words of their own; undefined where it holds none. Single letters, particles and
 * what tools write in place of a name (`ANON`, `John Doe`) tell nobody.
 */
export function leftOfName(name: string, value: string): LeftOfName | undefined {
  const there = new Set((value.normalize('NFC').toLowerCase().match(LETTERS) ?? []).flatMap(spellings));
  const isDoe = there.has('doe') && (there.has('john') || there.has('jane'));
  const tellsNobody = (word: string): boolean =>
    (word.length < SHORTEST && !IDEOGRAPH.test(word)) || PLACEHOLDERS.has(word) || (isDoe && /^(?:doe|john|jane)$/u.test(word));
  const families = new Set(name.split('=').flatMap(tellingFamilyWords).flatMap(nameWords));
  const all = [...new Set(nameWords(name))];
  const words = all.filter(
    (word) => !tellsNobody(word) && (families.has(word) || !isParticle(word)) && spellings(word).some((spelling) => there.has(spelling)),
  );
  if (words.length === 0) return undefined;
  return { words, share: words.length / all.length, familyName: words.some((word) => families.has(word)) };
}
