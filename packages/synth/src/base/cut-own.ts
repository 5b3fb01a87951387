import { type Element, isItems, Item, type Value } from '../model/item.ts';
import { isCreator, isPrivateTag } from '../model/path.ts';
import { tag as t } from '../model/put.ts';
import type { Cutter } from './cutter.ts';

const TEXTS = new Set(['AE', 'CS', 'DS', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);
/** A part of a term, an address or a number is none. */
const WHOLE = new Set(['AE', 'CS', 'DS', 'IS', 'UR']);
const BYTES = new Set(['OB', 'OW', 'UN']);
/** What tells how the object is to be read. */
const STRUCTURE = new Set(['SpecificCharacterSet', 'Modality', 'PhotometricInterpretation', 'ValueType'].map(t));
const SCHEME = t('CodingSchemeDesignator');
const CODES = new Set(
  [
    'CodeValue',
    'LongCodeValue',
    'CodingSchemeDesignator',
    'CodingSchemeVersion',
    'ContextIdentifier',
    'MappingResource',
    'ContextGroupVersion',
  ].map(t),
);
const PIXEL_GROUP = 0x7fe0;

/**
 * A real data set whose texts name nobody whom its header names, at any depth. Where something was cut, what is left stands as the value from
 * before planting, which the curated reference's rules restore or fill by its Type. Private and unknown elements go as a whole.
 */
export function cutOwn(item: Item, cutter: Cutter): Item {
  const out = new Item();
  for (const element of item.sorted()) {
    const left = isItems(element)
      ? { ...element, value: element.value.map((child) => cutOwn(child, cutter)) }
      : isStructure(item, element)
        ? element
        : withoutOwn(element, cutter);
    if (left !== undefined) out.set(left);
  }
  return out;
}

/** Terms of a scheme that all know; those of a hospital's own scheme begin with 99 (PS3.16 8.2). */
function isStructure(item: Item, { tag }: Element): boolean {
  if (isCreator(tag) || STRUCTURE.has(tag) || tag >>> 16 === PIXEL_GROUP) return true;
  const scheme = item.text(SCHEME);
  return CODES.has(tag) && scheme !== '' && !scheme.startsWith('99');
}

function withoutOwn(element: Element, cutter: Cutter): Element | undefined {
  const original = restOf(element, cutter);
  if (original === undefined) return element;
  if (isPrivateTag(element.tag) || (element.storedVr ?? element.vr) === 'UN') return undefined;
  return { ...element, plant: { original, spans: [] } };
}

/** What is left of a value; undefined where nothing must go. */
function restOf({ vr, value }: Element, cutter: Cutter): Value | undefined {
  if (typeof value === 'string') return TEXTS.has(vr) && value !== '' ? cutter.cut(value, vr, WHOLE.has(vr)) : undefined;
  return value instanceof Uint8Array && BYTES.has(vr) && cutter.isIn(value, vr) ? new Uint8Array(0) : undefined;
}
