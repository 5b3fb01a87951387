import { deflateRawSync } from 'node:zlib';
import { DicomError } from '../errors.ts';
import { latin1Bytes } from '../latin1.ts';
import { DEFLATED_LE, EXPLICIT_BE, IMPLICIT_LE } from '../reader/encoding.ts';
import { swapBytes } from '../swap.ts';
import { formatTag, TAG } from '../tag.ts';
import { LONG_VRS, UNIT_SIZE } from '../vr.ts';
import { ByteWriter } from './byte-writer.ts';
import { textElement } from './elements.ts';
import type { WDataset, WElement, WItem } from './types.ts';

const UNDEFINED = 0xffffffff;
const MAX_DEPTH = 1000;

/**
 * The bytes of a DICOM file (PS3.10): implicit and explicit VR little endian, explicit VR big endian, deflated; any other transfer syntax as
 * explicit VR little endian. Elements are written in the order given, doubled ones too. Equal input gives equal bytes.
 * Throws UNWRITABLE for what no file can hold.
 */
export function writeDicom(dataset: WDataset): Uint8Array {
  const out = new ByteWriter(false);
  if (dataset.preamble !== null) {
    out.raw(dataset.preamble ?? new Uint8Array(128));
    out.raw(latin1Bytes('DICM'));
  }
  if (dataset.meta !== null) out.raw(metaBytes(dataset.meta, dataset.transferSyntax));
  out.raw(datasetBytes(dataset.elements, dataset.transferSyntax));
  if (dataset.trailing) out.raw(dataset.trailing);
  return out.done().slice();
}

function metaBytes(meta: WElement[], transferSyntax: string): Uint8Array {
  const syntax = textElement(TAG.transferSyntax, 'UI', transferSyntax);
  const others = meta.filter(({ tag }) => tag !== TAG.metaGroupLength && tag !== TAG.transferSyntax);
  const behind = others.findIndex(({ tag }) => tag > TAG.transferSyntax);
  others.splice(behind < 0 ? others.length : behind, 0, syntax);
  const body = new ByteWriter(false);
  for (const element of others) writeElement(body, element, false, 0);
  const out = new ByteWriter(false);
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, body.length, true);
  writeElement(out, { tag: TAG.metaGroupLength, vr: 'UL', value: length }, false, 0);
  out.raw(body.done());
  return out.done();
}

function datasetBytes(elements: WElement[], transferSyntax: string): Uint8Array {
  const out = new ByteWriter(transferSyntax === EXPLICIT_BE);
  for (const element of elements) writeElement(out, element, transferSyntax === IMPLICIT_LE, 0);
  if (transferSyntax !== DEFLATED_LE) return out.done();
  const deflated = deflateRawSync(out.done(), { level: 6 });
  return deflated.length % 2 === 0 ? deflated : Buffer.concat([deflated, Uint8Array.of(0)]);
}

function writeElement(out: ByteWriter, element: WElement, implicitVr: boolean, depth: number): void {
  const { value } = element;
  if (value instanceof Uint8Array) {
    // A value that a 16-bit length cannot tell is stored as UN (PS3.5 6.2.2).
    const tooLong = !implicitVr && !LONG_VRS.has(element.vr) && value.length > 0xffff && element.rawHeader === undefined;
    writeHeader(out, tooLong ? { ...element, vr: 'UN' } : element, value.length, implicitVr);
    const unit = out.bigEndian && !tooLong ? (UNIT_SIZE[element.vr] ?? 1) : 1;
    out.raw(unit === 1 ? value : swapBytes(value, unit));
    if (element.undefinedLength) writeDelimiter(out, TAG.sequenceEnd);
  } else if (Array.isArray(value)) writeSequence(out, element, value, implicitVr, depth);
  else {
    writeHeader(out, { ...element, undefinedLength: true }, UNDEFINED, implicitVr);
    for (const fragment of value.fragments) {
      out.tag(TAG.item);
      out.u32(fragment.length);
      out.raw(fragment);
    }
    writeDelimiter(out, TAG.sequenceEnd);
  }
}

function writeSequence(out: ByteWriter, element: WElement, items: WItem[], implicitVr: boolean, depth: number): void {
  if (depth >= MAX_DEPTH) throw new DicomError('UNWRITABLE', `sequences nest deeper than ${MAX_DEPTH}`, { tag: element.tag });
  writeHeader(out, element, 0, implicitVr);
  const start = out.length;
  for (const item of items) {
    out.tag(TAG.item);
    out.u32(item.undefinedLength ? UNDEFINED : 0);
    const itemStart = out.length;
    const implicitItem = implicitVr || (item.implicitVr ?? element.vr === 'UN');
    for (const inner of item.elements) writeElement(out, inner, implicitItem, depth + 1);
    if (item.undefinedLength) writeDelimiter(out, TAG.itemEnd);
    else out.patchU32(itemStart - 4, out.length - itemStart);
  }
  if (element.undefinedLength) writeDelimiter(out, TAG.sequenceEnd);
  else if (element.rawHeader === undefined) out.patchU32(start - 4, out.length - start);
}

function writeDelimiter(out: ByteWriter, tag: number): void {
  out.tag(tag);
  out.u32(0);
}

function writeHeader(out: ByteWriter, element: WElement, size: number, implicitVr: boolean): void {
  if (element.rawHeader) {
    out.raw(element.rawHeader);
    return;
  }
  const length = element.undefinedLength ? UNDEFINED : size;
  out.tag(element.tag);
  if (implicitVr) {
    out.u32(length);
    return;
  }
  if (!/^[A-Z]{2}$/.test(element.vr)) {
    throw new DicomError('UNWRITABLE', `${formatTag(element.tag)} has the VR "${element.vr}": explicit VR needs two capital letters`, {
      tag: element.tag,
    });
  }
  out.raw(latin1Bytes(element.vr));
  if (LONG_VRS.has(element.vr)) {
    out.u16(0);
    out.u32(length);
  } else if (element.undefinedLength) {
    throw new DicomError('UNWRITABLE', `${formatTag(element.tag)} of VR ${element.vr} has a 16-bit length, which cannot be undefined`, {
      tag: element.tag,
    });
  } else out.u16(length);
}
