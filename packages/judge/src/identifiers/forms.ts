import type { IdentifierKind } from '@deidbench/core/model';
import { addressParts } from './address-parts.ts';
import { apostropheForms } from './apostrophes.ts';
import { dateForms, digitForms, isoDate } from './dates.ts';
import type { Identifier } from './identifier.ts';
import { familyWords, nameParts } from './name-parts.ts';

/** One way to write an identifier, and how much of it that tells. */
export interface Form {
  text: string;
  /** Share of the identifier's words that this form holds, 0 to 1. */
  share: number;
  familyName: boolean;
  /** The kind of what the form tells where it is a part of the identifier that tells something by itself: the street of an address, its town. */
  part?: IdentifierKind;
}

const MARKS = ['^', ' ', ', ', ',', '_', '-', '.', ''] as const;
const NUMBER_MARKS = ['-', ' ', '.', '/', ''] as const;

/**
 * The ways in which a tool may leave an identifier: names in both orders with `^`, blanks, commas and without separators, and the family
 * name alone; dates in the forms of `dateForms`; numbers and phones with their separators changed; the street and the town of an address; the rest
 * as written and with single blanks. Apostrophes of every shape are alike.
 */
export function formsOf(identifier: Identifier): Form[] {
  return plainForms(identifier).flatMap((form) => apostropheForms(form.text).map((text) => ({ ...form, text })));
}

function plainForms(identifier: Identifier): Form[] {
  switch (identifier.kind) {
    case 'name':
    case 'staff':
      return nameForms(identifier.text, identifier.kind === 'name');
    case 'birth-date':
    case 'event-date': {
      const date = isoDate(identifier.text);
      if (date === undefined) return whole([identifier.text]);
      return whole([...dateForms(date), ...(identifier.kind === 'birth-date' ? digitForms(date) : [])]);
    }
    case 'direct-number':
    case 'contact':
    case 'accession-number':
    case 'order-number':
      return whole(numberForms(identifier.text));
    case 'uid':
      return whole([identifier.text]);
    case 'address':
    case 'site':
      return [...whole(asWritten(identifier.text)), ...addressForms(identifier)];
    default:
      return whole(asWritten(identifier.text));
  }
}

const asWritten = (text: string): string[] => [text, text.replaceAll(/\s+/gu, ' '), text.replaceAll(' ', '_')];

/** The street line weighs as the address; the town of a person's address is a place. */
function addressForms({ kind, text }: Identifier): Form[] {
  const { street, town } = addressParts(text, kind === 'site');
  const parts = (texts: string[], part: IdentifierKind): Form[] => whole(texts).map((form) => ({ ...form, part }));
  return [...parts(street, kind), ...parts(town, kind === 'address' ? 'geo' : kind)];
}

const whole = (texts: string[]): Form[] => [...new Set(texts)].map((text) => ({ text, share: 1, familyName: true }));

function nameForms(text: string, familyAlone: boolean): Form[] {
  return text.split('=').flatMap((group) => groupForms(group, familyAlone));
}

function groupForms(group: string, familyAlone: boolean): Form[] {
  const { family, given, middle } = nameParts(group);
  if (family === '') return [];
  if (given === '') return spellings(family).map((word) => ({ text: word, share: 1, familyName: true }));
  const words = [...family.split(' '), ...given.split(' '), ...middle];
  const forms = new Map<string, Form>();
  const add = (form: string, share: number): void => {
    if (!forms.has(form)) forms.set(form, { text: form, share, familyName: true });
  };
  add(group.trim(), 1);
  const firsts = [...new Set([given, given.split(' ')[0]!])];
  for (const mark of MARKS) {
    for (const f of withMark(family, mark))
      for (const g of firsts.flatMap((one) => withMark(one, mark))) for (const form of [`${f}${mark}${g}`, `${g}${mark}${f}`]) add(form, 1);
  }
  for (const between of betweenOf(middle))
    for (const f of spellings(family)) for (const g of firsts.flatMap(spellings)) add(`${g} ${between} ${f}`, 1);
  if (words.length > 2) add(words.join(' '), 1);
  if (familyAlone) for (const part of familyWords(group)) for (const f of spellings(part)) add(f, 1 / words.length);
  return [...forms.values()];
}

/** The spellings of a part of a name; several words of it parted by blanks, or by the mark that stands between the parts. */
function withMark(part: string, mark: string): string[] {
  const inner = mark === '^' || mark.startsWith(',') ? ' ' : mark;
  return [...new Set([part, part.replaceAll(' ', inner)])].flatMap(spellings);
}

/** Middle names between given and family name: whole, or their initials. */
function betweenOf(middle: readonly string[]): string[] {
  if (middle.length === 0) return [];
  const initials = middle.map((word) => Array.from(word)[0] ?? '');
  return [...new Set([middle.join(' '), initials.join(' '), initials.map((letter) => `${letter}.`).join(' ')])];
}

/** The word itself, and without its diacritics (`Müller`, `Muller`, `Mueller`). */
export function spellings(word: string): string[] {
  const bare = word.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const german = word.normalize('NFC').replaceAll(/[äöüÄÖÜß]/gu, (letter) => GERMAN[letter] ?? letter);
  return [...new Set([word, /^[\u0020-\u007E]+$/u.test(bare) ? bare : word, german])];
}

const GERMAN: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' };

function numberForms(text: string): string[] {
  const trimmed = text.trim();
  // A component of a UID and a number of a database begin with no zero.
  if (/^0+\d{6,}$/u.test(trimmed)) return [trimmed, trimmed.replace(/^0+/u, '')];
  const parts = trimmed.split(/[-\s./()]+/u).filter((part) => part.length > 0);
  if (parts.length < 2 || trimmed.includes('@') || trimmed.includes('//')) return [trimmed];
  const [first, ...rest] = parts;
  const forms = [trimmed, ...NUMBER_MARKS.map((mark) => parts.join(mark)), `(${first}) ${rest.join('-')}`, `(${first})${rest.join('-')}`];
  // At home a telephone number is written without the code of the country.
  const [area, ...local] = rest;
  if (!trimmed.startsWith('+') || local.length === 0) return forms;
  return [...forms, ...NUMBER_MARKS.flatMap((mark) => [rest.join(mark), [`0${area}`, ...local].join(mark)])];
}
