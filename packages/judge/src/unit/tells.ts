import type { IdentifierKind } from '@deidbench/core/model';
import { dateForms, isoDate } from '../identifiers/dates.ts';
import { nameWords } from '../identifiers/identifier.ts';
import { remains, type Remains } from './remains.ts';

const DATES = new Set<IdentifierKind>(['birth-date', 'event-date']);
const WORDS = new Set<IdentifierKind>(['name', 'name-part', 'staff', 'site', 'geo', 'address']);

/** Letters and digits of a text in lower case: readers of images drop blanks and marks. */
export const bareText = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '');

/**
 * What a text that was read tells of an identifier; undefined for nothing. Dates count in every form, numbers whole, names by each word of at
 * least `shortestWord` letters.
 */
export function tells(read: string, kind: IdentifierKind, text: string, shortestWord: number): Remains | undefined {
  const bare = bareText(read);
  if (!WORDS.has(kind))
    return formsTold(kind, text).some((form) => form !== '' && bare.includes(form)) ? { kind, share: 1, familyName: true } : undefined;
  const words = nameWords(text).filter((word) => word.length >= shortestWord && bare.includes(bareText(word)));
  return words.length === 0 ? undefined : remains(kind, text, words.join(' '));
}

function formsTold(kind: IdentifierKind, text: string): string[] {
  const date = DATES.has(kind) ? isoDate(text) : undefined;
  return (date === undefined ? [text] : dateForms(date, false)).map(bareText);
}
