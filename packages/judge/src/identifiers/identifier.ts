import type { IdentifierKind, Place } from '@deidbench/core/model';
import { isAddressOfOthers } from '../severity/kinds.ts';
import { plainApostrophes } from './apostrophes.ts';
import { isoDate } from './dates.ts';

/** One identifier of one patient: what must not be readable in that patient's output. */
export interface Identifier {
  patient: string;
  kind: IdentifierKind;
  /** As it was planted or keyed. */
  text: string;
  /** Equal for all spellings of the same identifier: `MEYER^STEPHANIE` and `Stephanie Meyer`. */
  norm: string;
  /** True where it was planted; one that is known from the key alone may be an ordinary word of the scanner. */
  planted: boolean;
  /** True for the address of a hospital or of staff: the patient does not live there. */
  ofOthers?: true;
}

/** One planted identifier that no row of the key asks about: it must be looked for at its place. */
export interface HiddenPlanting {
  sop: string;
  kind: IdentifierKind;
  text: string;
  at: string;
  carrier: string;
  place: Place;
  box?: readonly [number, number, number, number];
}

/** A text that was burned into an image, identifies nobody and must stay: a side, a view. */
export interface StayingText {
  text: string;
  box: readonly [left: number, top: number, right: number, bottom: number];
}

/** Identifiers by patient, and the hidden plantings by SOP Instance UID. */
export interface IdentifierSet {
  byPatient: ReadonlyMap<string, readonly Identifier[]>;
  hidden: ReadonlyMap<string, readonly HiddenPlanting[]>;
  /** Texts of images that must stay readable, by SOP Instance UID. */
  stays?: ReadonlyMap<string, readonly StayingText[]>;
}

const DATES = new Set<IdentifierKind>(['birth-date', 'event-date']);
const WORDS = new Set<IdentifierKind>(['name', 'name-part', 'staff', 'site', 'geo', 'address']);

/** The same text for all spellings of one identifier: dates as YYYYMMDD, names and addresses as sorted words, all else as letters and digits in lower case. */
export function normalise(kind: IdentifierKind, text: string): string {
  if (DATES.has(kind)) return isoDate(text) ?? squeeze(text);
  if (WORDS.has(kind)) return nameWords(plainApostrophes(text)).toSorted().join(' ');
  return squeeze(text);
}

/** Words of a name in lower case, without titles and separators. */
export function nameWords(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}']+/gu) ?? []
  ).filter((word) => !TITLES.has(word));
}

const TITLES = new Set(['dr', 'md', 'mr', 'mrs', 'ms', 'prof', 'phd', 'rt', 'jr', 'sr', 'ii', 'iii']);

function squeeze(text: string): string {
  const letters = text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '');
  return letters === '' ? text.trim().toLowerCase() : letters;
}

/** An identifier with its normal form; undefined for a text without a letter or digit. */
export function identifier(patient: string, kind: IdentifierKind, text: string, planted: boolean): Identifier | undefined {
  const norm = normalise(kind, text);
  return norm === '' ? undefined : { patient, kind, text, norm, planted };
}

/** The identifier as that of a hospital or of staff where it stands in one of their elements. */
export const ownedBy = (found: Identifier | undefined, tagPath: string): Identifier | undefined =>
  found !== undefined && isAddressOfOthers(tagPath) ? { ...found, ofOthers: true } : found;
