import { vrAsRead } from '../effective-vr.ts';
import { groupOf, hex4, TAG } from '../tag.ts';
import type { DicomElement, DicomFile, DicomItem } from '../types.ts';
import { elementBytes } from '../values.ts';
import { reprBytes, reprFloat, reprText } from './python.ts';
import { readValue, type Scalar, type Value } from './value.ts';

/** The value of an element that is no sequence, as pydicom 2.2.1 holds it. Throws UNREADABLE_VALUE where it raises. */
export function valueOf(file: DicomFile, item: DicomItem, element: DicomElement): Value {
  const charset = element.tag === TAG.charset ? [] : item.charset;
  const { undefinedLength } = element;
  const vr = vrAsRead(file, item, element);
  return readValue({
    tag: element.tag,
    vr,
    bytes: elementBytes(file, element),
    bigEndian: item.bigEndian,
    charset,
    undefinedLength,
    storedVr: vr === element.vr,
  });
}

/** `str()` of a value. */
export function textOf(value: Value): string {
  if (value.kind === 'none') return '';
  if (value.kind === 'bytes') return reprBytes(value.bytes);
  if (value.kind === 'list') return listText(value.values);
  return scalarText(value);
}

export const listText = (values: Scalar[]): string =>
  `[${values.map((value) => (value.kind === 'text' || value.kind === 'uid' ? reprText(value.text) : scalarText(value))).join(', ')}]`;

export function scalarText(value: Scalar): string {
  switch (value.kind) {
    case 'integer':
      return value.value.toString();
    case 'float':
      return reprFloat(value.value);
    case 'tag':
      return tagText(value.tag);
    default:
      return value.text;
  }
}

export const tagText = (tag: number): string => `(${hex4(groupOf(tag))}, ${hex4(tag & 0xffff)})`;
