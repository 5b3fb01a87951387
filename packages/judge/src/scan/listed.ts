import type { IdentifierKind } from '@deidbench/core/model';
import { patternsOf } from '../beyond/scan/patterns.ts';
import { isoDate } from '../identifiers/dates.ts';
import { identifier, type Identifier } from '../identifiers/identifier.ts';

/** An identifier from a list that the user gives. Without a patient it is looked for in the files of all. */
export interface ListedIdentifier {
  /** Line of the list, from 1. */
  line?: number;
  patient?: string;
  kind?: IdentifierKind;
  text: string;
}

/** Why a row of a list, or an identifier of an original, is not looked for, or not in full. Holds no value. */
export type IgnoredReason =
  | 'no letter or digit'
  | 'too short'
  | 'a kind that is an ordinary word away from its own place'
  | 'ordinary words alone'
  | 'its patient is not among the originals'
  | 'its family name is an ordinary word: looked for with the given name only';

const UID = /^[012](?:\.\d+){3,}$/u;
const MAIL_OR_PHONE = /@|^\+?[\d\s()./-]{9,}$/u;
const DAY_FIRST = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/u;

/** The identifier of a row; undefined for a text without a letter or digit. A row that says no kind is taken by its looks. */
export function listedIdentifier(patient: string, { text, kind }: ListedIdentifier): Identifier | undefined {
  const day = DAY_FIRST.exec(text.trim());
  const written = day ? `${day[3]}${day[2]!.padStart(2, '0')}${day[1]!.padStart(2, '0')}` : text;
  return identifier(patient, kind ?? kindByLooks(written), isoDate(written) === undefined ? text : written, true);
}

function kindByLooks(text: string): IdentifierKind {
  const bare = text.trim();
  if (/^\d{4}[-./]?\d{2}[-./]?\d{2}$/u.test(bare) && isoDate(bare) !== undefined) return 'birth-date';
  if (UID.test(bare)) return 'uid';
  if (MAIL_OR_PHONE.test(bare) && /[@\s()+/]/u.test(bare)) return 'contact';
  return /\d/u.test(bare) ? 'direct-number' : 'name';
}

/** Why an identifier is not looked for, or not in full; undefined where all of it is. */
export function ignoredReason(found: Identifier | undefined): IgnoredReason | undefined {
  if (found === undefined) return 'no letter or digit';
  const { patterns, words, isPartly } = patternsOf([found]);
  if (patterns.length > 0 || words.size > 0)
    return isPartly ? 'its family name is an ordinary word: looked for with the given name only' : undefined;
  if (found.norm.replaceAll(' ', '').length < 3) return 'too short';
  if (isPartly) return 'ordinary words alone';
  return found.kind === 'initials' || found.kind === 'name-part' || found.kind === 'age-over-89' || found.kind === 'face-biometric'
    ? 'a kind that is an ordinary word away from its own place'
    : 'too short';
}

/** Rows of a list that are not looked for, or not in full, by reason: lines ascending. */
export function ignoredRows(list: readonly ListedIdentifier[], patients: ReadonlySet<string>): Map<IgnoredReason, number[]> {
  const rows = new Map<IgnoredReason, number[]>();
  for (const row of list) {
    const isStranger = row.patient !== undefined && !patients.has(row.patient);
    const reason = isStranger ? 'its patient is not among the originals' : ignoredReason(listedIdentifier(row.patient ?? '', row));
    if (reason !== undefined) rows.set(reason, [...(rows.get(reason) ?? []), row.line ?? 0]);
  }
  return rows;
}
