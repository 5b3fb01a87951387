import { dateForms, isoDate } from './dates.ts';
import type { Identifier } from './identifier.ts';

/**
 * Gives a date that was written another way than YYYYMMDD (`07.05.1978`) the normal form of the patient's known day that it is a form of, so
 * that both are one identifier. A date that fits no known day stays as it is: which part of it is the month can't be told.
 */
export function unifyDates(identifiers: readonly Identifier[]): Identifier[] {
  const days = new Map<string, string>();
  for (const { kind, text } of identifiers) {
    const day = kind === 'birth-date' || kind === 'event-date' ? isoDate(text) : undefined;
    if (day !== undefined) for (const form of dateForms(day, false)) if (!days.has(form)) days.set(form, day);
  }
  return identifiers.map((one) => {
    if ((one.kind !== 'birth-date' && one.kind !== 'event-date') || isoDate(one.text) !== undefined) return one;
    const day = days.get(one.text.trim());
    return day === undefined ? one : { ...one, norm: day };
  });
}
