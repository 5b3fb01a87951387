import type { IdentifierKind } from '@deidbench/core/model';
import { dateForms, isoDate } from '../identifiers/dates.ts';
import { spellings } from '../identifiers/forms.ts';
import { nameWords } from '../identifiers/identifier.ts';
import { foldText, isRead } from '../pixels/text-read.ts';
import { remains, type Remains } from './remains.ts';

const DATES = new Set<IdentifierKind>(['birth-date', 'event-date']);
const WORDS = new Set<IdentifierKind>(['name', 'name-part', 'staff', 'site', 'geo', 'address']);

/**
 * What the readings of one text tell of an identifier; undefined for nothing. Dates count in every form, numbers whole, names by each word of at
 * least `shortestWord` letters.
 */
export function tells(readings: readonly string[], kind: IdentifierKind, text: string, shortestWord: number): Remains | undefined {
  const seen = readings.map(foldText);
  if (!WORDS.has(kind))
    return formsTold(kind, text).some((form) => form !== '' && isRead(form, seen)) ? { kind, share: 1, familyName: true } : undefined;
  const words = nameWords(text).filter((word) => word.length >= shortestWord && spellings(word).some((one) => isRead(foldText(one), seen)));
  return words.length === 0 ? undefined : remains(kind, text, words.join(' '));
}

function formsTold(kind: IdentifierKind, text: string): string[] {
  const date = DATES.has(kind) ? isoDate(text) : undefined;
  return (date === undefined ? [text] : dateForms(date, false)).map(foldText);
}
