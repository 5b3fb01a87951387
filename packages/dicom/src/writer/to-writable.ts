import { effectiveVr } from '../effective-vr.ts';
import { DicomError } from '../errors.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../reader/encoding.ts';
import { swapBytes } from '../swap.ts';
import type { DicomElement, DicomFile, DicomItem } from '../types.ts';
import { UNIT_SIZE } from '../vr.ts';
import type { WDataset, WElement, WItem } from './types.ts';

/**
 * A deep copy of a file to be changed and written. Values of big-endian files are turned to little endian. Elements of implicit VR get the VR
 * of the dictionaries; UN of explicit VR stays UN. Throws BYTES_NOT_READ for the head of a file.
 */
export function toWritable(file: DicomFile): WDataset {
  const meta = file.meta.map((element) => toElement(file, undefined, element));
  const out: WDataset = {
    meta: meta.length === 0 ? null : meta,
    elements: file.dataset.elements.map((element) => toElement(file, file.dataset, element)),
    transferSyntax: file.transferSyntax === '' ? syntaxFound(file.dataset) : file.transferSyntax,
    preamble: file.hasPreamble ? file.bytes.slice(0, 128) : null,
  };
  const { offset, length } = file.trailing;
  if (length > 0) out.trailing = file.bytes.slice(offset, offset + length);
  return out;
}

/** The syntax that a file without one is in. */
function syntaxFound(item: DicomItem): string {
  if (!item.explicitVr) return IMPLICIT_LE;
  return item.bigEndian ? EXPLICIT_BE : EXPLICIT_LE;
}

function toElement(file: DicomFile, item: DicomItem | undefined, element: DicomElement): WElement {
  const vr = item === undefined || (item.explicitVr && element.vr.length === 2) ? element.vr : effectiveVr(file, item, element);
  const out: WElement = { tag: element.tag, vr, value: toValue(file, item, element, vr) };
  if (element.undefinedLength) out.undefinedLength = true;
  return out;
}

function toValue(file: DicomFile, item: DicomItem | undefined, element: DicomElement, vr: string): WElement['value'] {
  if (element.items !== undefined) return element.items.map((child) => toItem(file, item, child));
  if (element.fragments !== undefined)
    return { fragments: element.fragments.map(({ offset, length }) => slice(file, element, offset, length)) };
  if (vr === 'SQ' && element.length === 0) return [];
  const bytes = slice(file, element, element.valueOffset, element.length);
  const unit = item?.bigEndian ? (UNIT_SIZE[vr] ?? 1) : 1;
  return unit === 1 ? bytes : swapBytes(bytes, unit);
}

function toItem(file: DicomFile, parent: DicomItem | undefined, item: DicomItem): WItem {
  const out: WItem = { elements: item.elements.map((element) => toElement(file, item, element)) };
  if (item.undefinedLength) out.undefinedLength = true;
  if (parent?.explicitVr) out.implicitVr = !item.explicitVr;
  return out;
}

function slice(file: DicomFile, element: DicomElement, offset: number, length: number): Uint8Array {
  if (offset + length > file.bytes.length) {
    throw new DicomError('BYTES_NOT_READ', 'the file was read without its Pixel Data: read it whole to copy it', { tag: element.tag });
  }
  return file.bytes.slice(offset, offset + length);
}
