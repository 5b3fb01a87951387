import { effectiveVr, isPrivate, numberValues, type DicomElement, type DicomFile, type DicomItem } from '@deidbench/dicom';
import { dayNumber } from '../identifiers/dates.ts';
import { placeOf } from '../severity/place.ts';
import { severityOf } from '../severity/severity.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';

const SECONDS_A_DAY = 86_400;
const BINARY = new Set(['FD', 'SL', 'UL', 'SV', 'UV']);
const TEXT = new Set(['DS', 'IS', 'LO', 'SH', 'ST', 'LT', 'UT']);
const BLOB = new Set(['UN', 'OB']);

/**
 * Private clocks: a private number of seconds since 1970 that still falls on a day of the patient. Scanners keep acquisition times so
 * (GEMS_IDEN_01 27, GEMS_STDY_01 70), and a tool that shifts the date texts alone leaves the real date here.
 */
export const clocks: Rule = {
  name: 'clocks',
  needsOriginal: true,
  start: (context) => new ClocksRun(context),
};

class ClocksRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #days = new Map<string, Map<number, string>>();

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file({ instance, after, before }: PairedFile): void {
    const days = this.#daysOf(instance.patient);
    if (days.size === 0) return;
    for (const [path, { element, item }] of after.index) {
      if (!isPrivate(element.tag) || element.length < 4 || element.length > 64) continue;
      const date = this.#dateIn(days, after.file, item, element);
      if (date === undefined || this.#context.sink.isKnown(instance.ordinal, path)) continue;
      const old = before().bare(path);
      if (old !== undefined && old !== after.bare(path)) continue;
      const place = placeOf(path);
      this.#context.sink.leak({
        rule: 'clocks',
        tagPath: path,
        kind: 'event-date',
        place,
        severity: severityOf('event-date', place),
        label: 'leak',
        leak: true,
        category: '',
        patient: instance.patient,
        ordinal: instance.ordinal,
        norm: date,
        expected: date,
        explanation: 'a private number of seconds since 1970 falls on a date of the original',
      });
    }
  }

  #daysOf(patient: string): Map<number, string> {
    let days = this.#days.get(patient);
    if (days === undefined) {
      days = new Map();
      for (const { kind, norm } of this.#context.input.identifiers.byPatient.get(patient) ?? []) {
        const day = kind === 'event-date' ? dayNumber(norm) : undefined;
        if (day !== undefined) days.set(day, norm);
      }
      this.#days.set(patient, days);
    }
    return days;
  }

  #dateIn(days: Map<number, string>, file: DicomFile, item: DicomItem, element: DicomElement): string | undefined {
    for (const seconds of secondsIn(file, item, element)) {
      const date = days.get(Math.floor(seconds / SECONDS_A_DAY));
      if (date !== undefined) return date;
    }
    return undefined;
  }
}

function secondsIn(file: DicomFile, item: DicomItem, element: DicomElement): number[] {
  const vr = effectiveVr(file, item, element);
  if (BINARY.has(vr)) return numberValues(file, item, element);
  const { valueOffset, length } = element;
  if (TEXT.has(vr)) {
    const text = Buffer.from(file.bytes.buffer, file.bytes.byteOffset + valueOffset, length).toString('latin1');
    return [...text.matchAll(/(?<![\d.])\d{9,10}(?:\.\d+)?(?!\d)/gu)].map(([number]) => Number(number));
  }
  if (!BLOB.has(vr) || (length !== 4 && length !== 8)) return [];
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset + valueOffset, length);
  return length === 4 ? [view.getUint32(0, !item.bigEndian)] : [view.getFloat64(0, !item.bigEndian)];
}
