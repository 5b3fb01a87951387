import { type Element, isItems, Item, type Value } from '../model/item.ts';
import { isCreator, isPrivateTag } from '../model/path.ts';
import { tag as t } from '../model/put.ts';
import { pdfOf } from '../iod/pdf.ts';
import { dummyValue } from '../policy/dummy.ts';
import type { Cutter } from './cutter.ts';

const TEXTS = new Set(['AE', 'CS', 'DS', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UR', 'UT']);
/** A part of a term, a name, an address or a number is none. */
const WHOLE = new Set(['AE', 'CS', 'DS', 'IS', 'PN', 'UR']);
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
const CODE_MEANING = t('CodeMeaning');
const PIXEL_GROUP = 0x7fe0;
const DOCUMENT = t('EncapsulatedDocument');
const DOCUMENT_LENGTH = t('EncapsulatedDocumentLength');
const PDF = Buffer.from('%PDF');

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
  const document = out.get(DOCUMENT)?.plant?.original;
  const length = out.get(DOCUMENT_LENGTH);
  if (document instanceof Uint8Array && length !== undefined) out.set({ ...length, value: [document.length] });
  return out;
}

/** Terms of a scheme that all know; those of a hospital's own scheme begin with 99 (PS3.16 8.2). */
function isStructure(item: Item, { tag }: Element): boolean {
  if (isCreator(tag) || STRUCTURE.has(tag) || tag >>> 16 === PIXEL_GROUP) return true;
  const scheme = item.text(SCHEME);
  return CODES.has(tag) && scheme !== '' && !scheme.startsWith('99');
}

function withoutOwn(element: Element, cutter: Cutter): Element | undefined {
  const rest = restOf(element, cutter);
  if (rest === undefined) return element;
  // A code has a meaning in whatever sequence it stands, also in one whose Types nobody knows.
  const original = rest === '' && element.tag === CODE_MEANING ? dummyValue(element.vr) : rest;
  if (isPrivateTag(element.tag) || (element.storedVr ?? element.vr) === 'UN') return undefined;
  return { ...element, plant: { original, spans: [] } };
}

/** What is left of a value; undefined where nothing must go. */
function restOf({ tag, vr, value }: Element, cutter: Cutter): Value | undefined {
  if (typeof value === 'string') return TEXTS.has(vr) && value !== '' ? cutter.cut(value, vr, WHOLE.has(vr)) : undefined;
  if (!(value instanceof Uint8Array) || !BYTES.has(vr) || !cutter.isIn(value, vr)) return undefined;
  // Text can't be cut out of a document's pages: an empty one stands for it.
  return tag === DOCUMENT && PDF.equals(value.subarray(0, PDF.length)) ? pdfOf('') : new Uint8Array(0);
}
