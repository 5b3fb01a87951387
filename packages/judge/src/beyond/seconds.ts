import { effectiveVr, isPrivate, numberValues, type DicomElement, type DicomFile, type DicomItem } from '@deidbench/dicom';
import { dayNumber } from '../identifiers/dates.ts';
import type { Identifier, IdentifierSet } from '../identifiers/identifier.ts';
import type { FileView } from '../unit/output-file.ts';

export const SECONDS_A_DAY = 86_400;
const BINARY = new Set(['FD', 'SL', 'UL', 'SV', 'UV']);
const TEXT = new Set(['DS', 'IS', 'LO', 'SH', 'ST', 'LT', 'UT']);
const BLOB = new Set(['UN', 'OB']);

/** The dates of each patient by their day since 1970: a private number of seconds that falls on none of them is no clock. */
export class PatientDays {
  readonly #identifiers: IdentifierSet;
  readonly #known = new Map<string, ReadonlyMap<number, string>>();

  constructor(identifiers: IdentifierSet) {
    this.#identifiers = identifiers;
  }

  of(patient: string): ReadonlyMap<number, string> {
    let days = this.#known.get(patient);
    if (days === undefined) this.#known.set(patient, (days = daysOf(this.#identifiers.byPatient.get(patient) ?? [])));
    return days;
  }
}

function daysOf(identifiers: readonly Identifier[]): Map<number, string> {
  const days = new Map<number, string>();
  for (const { kind, norm } of identifiers) {
    const day = kind === 'event-date' ? dayNumber(norm) : undefined;
    if (day !== undefined) days.set(day, norm);
  }
  return days;
}

/** What could be seconds since 1970 at a path: numbers of a private element; nothing in those of the standard. */
export function secondsAt({ file, index }: FileView, path: string): number[] {
  const found = index.get(path);
  return found === undefined ? [] : secondsIn(file, found.item, found.element);
}

function secondsIn(file: DicomFile, item: DicomItem, element: DicomElement): number[] {
  const { tag, valueOffset, length } = element;
  if (!isPrivate(tag) || length < 4 || length > 64) return [];
  const vr = effectiveVr(file, item, element);
  if (BINARY.has(vr)) return numberValues(file, item, element);
  if (TEXT.has(vr)) {
    const text = Buffer.from(file.bytes.buffer, file.bytes.byteOffset + valueOffset, length).toString('latin1');
    return [...text.matchAll(/(?<![\d.])\d{9,10}(?:\.\d+)?(?!\d)/gu)].map(([number]) => Number(number));
  }
  if (!BLOB.has(vr) || (length !== 4 && length !== 8)) return [];
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset + valueOffset, length);
  return length === 4 ? [view.getUint32(0, !item.bigEndian)] : [view.getFloat64(0, !item.bigEndian)];
}

export const dayOfSeconds = (seconds: number): number => Math.floor(seconds / SECONDS_A_DAY);
