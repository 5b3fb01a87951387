import { dateForms, isoDate } from './dates.ts';
import type { Identifier } from './identifier.ts';

/** One way to write an identifier, and how much of it that tells. */
export interface Form {
  text: string;
  /** Share of the identifier's words that this form holds, 0 to 1. */
  share: number;
  familyName: boolean;
}

const MARKS = ['^', ' ', ', ', ',', '_', '-', '.', ''] as const;
const NUMBER_MARKS = ['-', ' ', '.', '/', ''] as const;

/**
 * The ways in which a tool may leave an identifier: names in both orders with `^`, blanks, commas and without separators, and the family
 * name alone; dates in the forms of `dateForms`; numbers and phones with their separators changed; the rest as written and with single blanks.
 */
export function formsOf(identifier: Identifier): Form[] {
  switch (identifier.kind) {
    case 'name':
    case 'staff':
      return nameForms(identifier.text, identifier.kind === 'name');
    case 'birth-date':
    case 'event-date': {
      const date = isoDate(identifier.text);
      return whole(date ? dateForms(date) : [identifier.text]);
    }
    case 'direct-number':
    case 'contact':
    case 'accession-number':
    case 'order-number':
      return whole(numberForms(identifier.text));
    case 'uid':
      return whole([identifier.text]);
    default:
      return whole([identifier.text, identifier.text.replaceAll(/\s+/gu, ' '), identifier.text.replaceAll(' ', '_')]);
  }
}

const whole = (texts: string[]): Form[] => [...new Set(texts)].map((text) => ({ text, share: 1, familyName: true }));

function nameForms(text: string, familyAlone: boolean): Form[] {
  return text.split('=').flatMap((group) => groupForms(group, familyAlone));
}

function groupForms(group: string, familyAlone: boolean): Form[] {
  const caret = group.includes('^');
  const comma = !caret && group.includes(',');
  const words = group.split(/[\^\s,_]+/u).filter((word) => word.length > 0);
  if (words.length === 0) return [];
  if (words.length === 1) return spellings(words[0]!).map((word) => ({ text: word, share: 1, familyName: true }));
  const family = caret || comma ? words[0]! : words.at(-1)!;
  const given = caret || comma ? words[1]! : words[0]!;
  const forms = new Map<string, Form>();
  const add = (form: string, share: number): void => {
    if (!forms.has(form)) forms.set(form, { text: form, share, familyName: true });
  };
  add(group.trim(), 1);
  const [families, givens] = [spellings(family), spellings(given)];
  for (const f of families)
    for (const g of givens) for (const mark of MARKS) for (const form of [`${f}${mark}${g}`, `${g}${mark}${f}`]) add(form, 1);
  if (words.length > 2) add(words.join(' '), 1);
  if (familyAlone) for (const f of families) add(f, 1 / words.length);
  return [...forms.values()];
}

/** The word itself, and without its diacritics (`Müller`, `Muller`, `Mueller`). */
function spellings(word: string): string[] {
  const bare = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const german = word.normalize('NFC').replaceAll(/[äöüÄÖÜß]/gu, (letter) => GERMAN[letter] ?? letter);
  return [...new Set([word, /^[\u0020-\u007E]+$/u.test(bare) ? bare : word, german])];
}

const GERMAN: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' };

function numberForms(text: string): string[] {
  const trimmed = text.trim();
  const parts = trimmed.split(/[-\s./()]+/u).filter((part) => part.length > 0);
  if (parts.length < 2 || trimmed.includes('@') || trimmed.includes('//')) return [trimmed];
  return [trimmed, ...NUMBER_MARKS.map((mark) => parts.join(mark))];
}
