import type { IdentifierKind } from '@deidbench/core/model';
import { isoDate } from '../identifiers/dates.ts';
import { formsOf } from '../identifiers/forms.ts';
import { normalise, type Identifier } from '../identifiers/identifier.ts';

/** One identifier of a text that was burned into an image. */
export interface BoxIdentifier {
  text: string;
  kind: IdentifierKind;
}

const DATE = /(?<!\d)(?:\d{1,2}[-./]\d{1,2}[-./]\d{4}|(?:19|20)\d{2}[-./]?\d{2}[-./]?\d{2}|\d{1,2}[- ]?[A-Z][a-z]{2}[- ]?\d{4})(?!\d)/gu;
const NUMBER = /(?<![\p{L}\d])[A-Z]{0,4}-?\d[\d-]{3,}\d(?!\d)/gu;
const BIRTH = /(?:\bdob\b|\bbirth|\bborn\b|\bgeb\b|\*)[^\p{L}\d]{0,4}$/iu;
/** Words that stand before a value, and the sex in brackets. */
const LABELS =
  /\[[FMO]\]|\([FMO]\)|\b(?:dob|d\.o\.b|birth(?:\s*date)?|born|geb|name|patient|pat|pid|id|mrn|acc(?:ession)?|no|sex|age|date|study|exam|dr|phys(?:ician)?)\b\.?\s*[:#]?/giu;
const WORD = /[\p{L}\p{M}'’-]{2,}/gu;

/**
 * The identifiers that the text of one box holds, each once: those that are known of the patient, in any form, then what is left of it by its
 * looks: dates (of birth behind such a label), numbers, and words that are no label, taken together for a name where none is known. A text
 * of which nothing is recognised is one identifier of kind `otherwise`. Sex, age and labels identify nobody.
 */
export function identifiersIn(text: string, known: readonly Identifier[], otherwise: IdentifierKind): BoxIdentifier[] {
  const found = new Map<string, BoxIdentifier>();
  const add = (kind: IdentifierKind, value: string): void => {
    const key = `${kind}\u0000${normalise(kind, value)}`;
    if (!found.has(key)) found.set(key, { text: value, kind });
  };
  let rest = text;
  for (const { form, identifier } of longestFirst(known)) {
    const left = without(rest, form);
    if (left === rest) continue;
    rest = left;
    add(identifier.kind, identifier.text);
  }
  rest = rest.replaceAll(DATE, (date, at: number) => {
    add(BIRTH.test(rest.slice(0, at)) ? 'birth-date' : 'event-date', date);
    return ' ';
  });
  rest = rest.replaceAll(NUMBER, (number) => {
    add('direct-number', number);
    return ' ';
  });
  const words = rest.replaceAll(LABELS, ' ').match(WORD) ?? [];
  const isNamed = [...found.values()].some(({ kind }) => kind === 'name' || kind === 'name-part' || kind === 'initials');
  if (found.size === 0) return [{ text: text.trim(), kind: otherwise }];
  if (words.length > 1 && !isNamed) add('name', words.join(' '));
  return [...found.values()];
}

/** Forms of the known identifiers, longest first; of a day known in several writings the one that can be told is preferred. */
function longestFirst(known: readonly Identifier[]): { form: string; identifier: Identifier }[] {
  const usable = known.filter(({ kind, text }) => kind !== 'uid' && kind !== 'age-over-89' && text.trim().length > 2);
  const dated = usable.toSorted((a, b) => Number(isoDate(b.text) !== undefined) - Number(isoDate(a.text) !== undefined));
  return dated
    .flatMap((identifier) =>
      [identifier.text, ...formsOf(identifier).flatMap(({ text, part = identifier.kind }) => (part === identifier.kind ? [text] : []))].map(
        (form) => ({ form: form.trim(), identifier }),
      ),
    )
    .filter(({ form }) => form.length > 2)
    .toSorted((a, b) => b.form.length - a.form.length);
}

/** The text with every occurrence of a form that stands alone blanked. */
function without(text: string, form: string): string {
  const [lower, wanted] = [text.toLowerCase(), form.toLowerCase()];
  let left = text;
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length;
    if (isInside(lower[at - 1], wanted[0]) || isInside(lower[end], wanted.at(-1))) continue;
    left = left.slice(0, at) + ' '.repeat(wanted.length) + left.slice(end);
  }
  return left;
}

/** True where a neighbour continues the word or number that a form ends with. */
function isInside(neighbour: string | undefined, edge: string | undefined): boolean {
  if (neighbour === undefined || edge === undefined) return false;
  return (/\p{L}/u.test(neighbour) && /\p{L}/u.test(edge)) || (/\d/u.test(neighbour) && /\d/u.test(edge));
}
