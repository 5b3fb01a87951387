import { isKeyable } from '../key/tokens.ts';
import type { Series } from '../iod/context.ts';
import { initialsOf } from '../identity/person.ts';
import type { Span } from '../model/item.ts';
import type { Rng } from '../random/rng.ts';

/** A value with identifiers in it. `left`: what the reference keeps of it, byte for byte the value from before, or nothing. */
export interface Planting {
  value: string;
  left: string;
  spans: Span[];
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const monthYear = (date: string): string => `${MONTHS[Number(date.slice(4, 6)) - 1] ?? 'Jan'}${date.slice(0, 4)}`;

type Pattern = (original: string, series: Series) => Planting;

const behind =
  (join: string, span: (series: Series) => Span): Pattern =>
  (original, series) => {
    const planted = span(series);
    return { value: `${original}${original === '' ? '' : join}${planted.text}`, left: original, spans: [planted] };
  };

/** The texts seen in real collections, with their weights. */
const PATTERNS: readonly (readonly [Pattern, number])[] = [
  [behind(' for ', ({ patient }) => ({ text: patient.name.spoken, kind: 'name' })), 6],
  [behind(' ', ({ patient: { name } }) => ({ text: `${name.family}^${name.given}`.toUpperCase(), kind: 'name' })), 2],
  [behind(' for ', ({ patient }) => ({ text: patient.id, kind: 'direct-number' })), 4],
  [behind(' ', ({ study }) => ({ text: study.date, kind: 'event-date' })), 4],
  [behind(' ', ({ study }) => ({ text: monthYear(study.date), kind: 'event-date' })), 2],
  [behind('_MRN', ({ patient }) => ({ text: patient.id, kind: 'direct-number' })), 2],
  [behind(' call ', ({ patient }) => ({ text: patient.phone, kind: 'contact' })), 1],
  [behind(' sister ', ({ patient }) => ({ text: patient.relative.spoken, kind: 'name' })), 1],
  [
    (_, { patient: { name, site } }) => ({
      value: `Ordered for ${name.spoken} by Dr. ${site.requesting.family}`,
      left: '',
      spans: [
        { text: name.spoken, kind: 'name' },
        { text: site.requesting.family, kind: 'staff' },
      ],
    }),
    3,
  ],
  [
    (_, { patient: { id, site } }) => ({
      value: `Ordered for ${id} by ${initialsOf(site.requesting.spoken)}`,
      left: '',
      spans: [
        { text: id, kind: 'direct-number' },
        { text: initialsOf(site.requesting.spoken), kind: 'initials' },
      ],
    }),
    2,
  ],
  [
    (_, { patient: { site } }) => ({
      value: `Performed at ${initialsOf(site.name)}`,
      left: '',
      spans: [{ text: initialsOf(site.name), kind: 'site' }],
    }),
    2,
  ],
];

/** Short ones for elements of 16 characters and fewer. */
const SHORT: readonly (readonly [Pattern, number])[] = [
  [behind(' ', ({ study }) => ({ text: study.date, kind: 'event-date' })), 2],
  [behind('_', ({ patient }) => ({ text: patient.id, kind: 'direct-number' })), 2],
  [behind(' ', ({ patient }) => ({ text: patient.name.family, kind: 'name' })), 2],
];

/** Draws a planting that fits into the element; `undefined` where none does. `asciiOnly`: bytes know no character set. */
export function drawPlanting(rng: Rng, original: string, most: number, series: Series, asciiOnly: boolean): Planting | undefined {
  const patterns = most <= 16 ? SHORT : PATTERNS;
  for (let tries = 0; tries < 40; tries++) {
    const planting = rng.weighted(patterns)(tries < 20 ? original : '', series);
    const fits = planting.value.length <= most && planting.spans.some(({ text }) => isKeyable(text, planting.left));
    const clear = planting.spans.every(({ text }) => !planting.left.toLowerCase().includes(text.toLowerCase()));
    const writable = !asciiOnly || /^[\x20-\x7e]*$/u.test(planting.value);
    if (fits && clear && writable) return planting;
  }
  return undefined;
}
