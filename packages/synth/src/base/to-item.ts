import {
  type DicomElement,
  type DicomFile,
  type DicomItem,
  effectiveVr,
  elementBytes,
  numberValues,
  stringValues,
  TEXT_VRS,
} from '@deidbench/dicom';
import { type Element, Item, type Value } from '../model/item.ts';

const NUMBER_VRS = new Set(['US', 'SS', 'UL', 'SL', 'FL', 'FD']);
/** VRs that official readers stop at; PS3.5 2021 and later. */
const UNREAD = new Set(['SV', 'UV', 'OV']);

/** A read data set as the generator holds one: the last of doubled elements, text decoded, blanks at the ends of values dropped. */
export function toItem(file: DicomFile, source: DicomItem): Item {
  const item = new Item();
  for (const element of source.elements) {
    const vr = effectiveVr(file, source, element);
    if (UNREAD.has(vr)) continue;
    item.set(toElement(file, source, element, vr));
  }
  return item;
}

function toElement(file: DicomFile, source: DicomItem, element: DicomElement, vr: string): Element {
  const { tag } = element;
  if (element.items !== undefined) return { tag, vr: 'SQ', value: element.items.map((child) => toItem(file, child)) };
  return { tag, vr, value: valueOf(file, source, element, vr) };
}

function valueOf(file: DicomFile, source: DicomItem, element: DicomElement, vr: string): Value {
  if (element.fragments !== undefined) {
    return { fragments: element.fragments.map(({ offset, length }) => file.bytes.slice(offset, offset + length)) };
  }
  if (vr === 'SQ') return [];
  if (TEXT_VRS.has(vr)) return stringValues(file, source, element).join('\\');
  if (NUMBER_VRS.has(vr)) return numberValues(file, source, element);
  const bytes = elementBytes(file, element);
  return vr === 'AT' ? tagsIn(bytes, source.bigEndian) : bytes.slice();
}

/** Tags as numbers: the group's two bytes stand before the element's in either order of bytes. */
function tagsIn(bytes: Uint8Array, bigEndian: boolean): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from(
    { length: bytes.length >>> 2 },
    (_, i) => ((view.getUint16(4 * i, !bigEndian) << 16) | view.getUint16(4 * i + 2, !bigEndian)) >>> 0,
  );
}
