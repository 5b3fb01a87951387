import { lookupTag, tagOf } from '@deidbench/dicom';
import { type Element, Item, type Value } from './item.ts';

/** What `put` takes: text, a number (or several) of a binary or a number-text VR, several texts, bytes, items. */
export type Given = Value | number | string[] | undefined;

const NUMBERS = new Set(['US', 'SS', 'UL', 'SL', 'FL', 'FD', 'AT']);
const known = new Map<string, { tag: number; vr: string }>();

/** Tag and VR of a keyword. An ambiguous VR takes its first: US of `US or SS`, OW of `OB or OW`; set the element by hand where it's the other. */
export function keyword(name: string): { tag: number; vr: string } {
  let found = known.get(name);
  if (found === undefined) {
    const tag = tagOf(name);
    const vr = tag === undefined ? undefined : lookupTag(tag)?.vr;
    if (tag === undefined || vr === undefined) throw new RangeError(`no DICOM keyword: ${name}`);
    found = { tag, vr: vr.includes('OW') ? 'OW' : vr.slice(0, 2) };
    known.set(name, found);
  }
  return found;
}

export const tag = (name: string): number => keyword(name).tag;

function toValue(vr: string, given: Exclude<Given, undefined>): Value {
  if (typeof given === 'number') return NUMBERS.has(vr) ? [given] : decimal(given);
  if (Array.isArray(given) && (NUMBERS.has(vr) || vr === 'SQ')) return given as number[] | Item[];
  if (Array.isArray(given)) return (given as (string | number)[]).map((v) => (typeof v === 'number' ? decimal(v) : v)).join('\\');
  return given;
}

/** A number as DS or IS text, at most 16 characters (PS3.5 6.2). */
export function decimal(value: number): string {
  const text = String(value);
  return text.length <= 16 ? text : String(Number(value.toPrecision(9)));
}

export function element(name: string, given: Exclude<Given, undefined>): Element {
  const { tag: t, vr } = keyword(name);
  return { tag: t, vr, value: toValue(vr, given) };
}

/** Sets elements by keyword; those given as undefined are left out. */
export function put(item: Item, values: Record<string, Given>): Item {
  for (const name in values) {
    const given = values[name];
    if (given !== undefined) item.set(element(name, given));
  }
  return item;
}

export const item = (values: Record<string, Given>): Item => put(new Item(), values);

/** A code sequence item (PS3.3 8.8). */
export const code = (value: string, scheme: string, meaning: string): Item =>
  item({ CodeValue: value, CodingSchemeDesignator: scheme, CodeMeaning: meaning });
