import { decodeName, decodeText } from './charset/decode.ts';
import { splitText } from './charset/split.ts';
import { effectiveVr } from './effective-vr.ts';
import { DicomError } from './errors.ts';
import { latin1, withoutPadding } from './latin1.ts';
import { binaryNumbers, NUMBER_VRS } from './numbers.ts';
import { formatTag, TAG } from './tag.ts';
import type { DicomElement, DicomFile, DicomItem } from './types.ts';
import { CHARSET_VRS, SINGLE_TEXT_VRS, TEXT_VRS } from './vr.ts';

/** The bytes of a value as stored, a view into the file's; of encapsulated Pixel Data with the items' headers. Throws BYTES_NOT_READ for a head. */
export function elementBytes(file: DicomFile, element: DicomElement): Uint8Array {
  const { valueOffset, length, tag } = element;
  if (valueOffset + length > file.bytes.length) {
    throw new DicomError('BYTES_NOT_READ', `${formatTag(tag)} was left in the file: fetch it with readElementBytes`, {
      tag,
      offset: valueOffset,
    });
  }
  return file.bytes.subarray(valueOffset, valueOffset + length);
}

/**
 * The values of a text element, decoded by the Specific Character Set in force, split where the VR splits, each without the blanks and NULs
 * that PS3.5 calls insignificant. Empty for an empty element, and for VRs that are no text.
 */
export function stringValues(file: DicomFile, item: DicomItem, element: DicomElement): string[] {
  const vr = effectiveVr(file, item, element);
  if (!TEXT_VRS.has(vr) || element.length === 0) return [];
  const bytes = elementBytes(file, element);
  const charset = CHARSET_VRS.has(vr) && element.tag !== TAG.charset ? item.charset : [];
  const parts = SINGLE_TEXT_VRS.has(vr) ? [bytes] : splitText(bytes, 0x5c, charset);
  return parts.map((part) => trimmed(decodeOne(part, vr, charset), vr));
}

function decodeOne(bytes: Uint8Array, vr: string, charset: readonly string[]): string {
  if (vr === 'PN') return decodeName(bytes, charset);
  return CHARSET_VRS.has(vr) ? decodeText(bytes, charset) : latin1(bytes);
}

/** Leading blanks count in the texts of several lines only (PS3.5 table 6.2-1). */
function trimmed(text: string, vr: string): string {
  const end = withoutPadding(text);
  return vr === 'LT' || vr === 'ST' || vr === 'UT' || vr === 'UC' ? end : end.replace(/^ +/, '');
}

/** Numbers of a binary VR, or of DS and IS where they are numbers (NaN where not); 64-bit ones rounded to doubles. Empty for other VRs. */
export function numberValues(file: DicomFile, item: DicomItem, element: DicomElement): number[] {
  const vr = effectiveVr(file, item, element);
  if (vr === 'DS' || vr === 'IS') return stringValues(file, item, element).map((text) => (text === '' ? Number.NaN : Number(text)));
  if (!NUMBER_VRS.has(vr)) return [];
  return (binaryNumbers(elementBytes(file, element), vr, item.bigEndian) ?? []).map(Number);
}
