import { encodeText } from '../charset/encode.ts';
import { DicomError } from '../errors.ts';
import { latin1Bytes } from '../latin1.ts';
import { formatTag } from '../tag.ts';
import { CHARSET_VRS } from '../vr.ts';
import type { WElement, WItem } from './types.ts';

/** A text element; several values are joined by backslashes, the value padded to even length (NUL for UI, else a blank). Over-long values are written too. */
export function textElement(tag: number, vr: string, values: string | readonly string[], charset: readonly string[] = []): WElement {
  const text = typeof values === 'string' ? values : values.join('\\');
  const bytes = CHARSET_VRS.has(vr) ? encodeText(text, charset) : latin1Bytes(text);
  return bytesElement(tag, vr, bytes);
}

/** An element of bytes, padded to even length: NUL for UI and the binary VRs, a blank for text. */
export function bytesElement(tag: number, vr: string, bytes: Uint8Array): WElement {
  if (bytes.length % 2 === 0) return { tag, vr, value: bytes };
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  padded[bytes.length] = vr === 'UI' || vr.startsWith('O') || vr === 'UN' ? 0 : 0x20;
  return { tag, vr, value: padded };
}

type Setter = (view: DataView, at: number, value: number | bigint) => void;

const NUMBER_WRITERS: Readonly<Record<string, { size: number; set: Setter }>> = {
  US: { size: 2, set: (view, at, value) => view.setUint16(at, Number(value), true) },
  SS: { size: 2, set: (view, at, value) => view.setInt16(at, Number(value), true) },
  UL: { size: 4, set: (view, at, value) => view.setUint32(at, Number(value), true) },
  SL: { size: 4, set: (view, at, value) => view.setInt32(at, Number(value), true) },
  FL: { size: 4, set: (view, at, value) => view.setFloat32(at, Number(value), true) },
  FD: { size: 8, set: (view, at, value) => view.setFloat64(at, Number(value), true) },
  UV: { size: 8, set: (view, at, value) => view.setBigUint64(at, BigInt(value), true) },
  SV: { size: 8, set: (view, at, value) => view.setBigInt64(at, BigInt(value), true) },
  OW: { size: 2, set: (view, at, value) => view.setUint16(at, Number(value), true) },
  OL: { size: 4, set: (view, at, value) => view.setUint32(at, Number(value), true) },
  OF: { size: 4, set: (view, at, value) => view.setFloat32(at, Number(value), true) },
  OD: { size: 8, set: (view, at, value) => view.setFloat64(at, Number(value), true) },
  OV: { size: 8, set: (view, at, value) => view.setBigUint64(at, BigInt(value), true) },
  AT: {
    size: 4,
    set: (view, at, value) => {
      view.setUint16(at, Number(value) >>> 16, true);
      view.setUint16(at + 2, Number(value) & 0xffff, true);
    },
  },
};

/** An element of binary numbers; AT takes tags. Throws UNWRITABLE for a VR that holds none. */
export function numberElement(tag: number, vr: string, values: number | bigint | readonly (number | bigint)[]): WElement {
  const writer = NUMBER_WRITERS[vr];
  if (writer === undefined) throw new DicomError('UNWRITABLE', `${formatTag(tag)}: VR ${vr} holds no binary numbers`, { tag });
  const list = Array.isArray(values) ? (values as readonly (number | bigint)[]) : [values as number | bigint];
  const bytes = new Uint8Array(list.length * writer.size);
  const view = new DataView(bytes.buffer);
  list.forEach((value, index) => writer.set(view, index * writer.size, value));
  return { tag, vr, value: bytes };
}

/** A sequence of items, given as items or as lists of elements. */
export function sequence(tag: number, items: readonly (WItem | WElement[])[], undefinedLength = false): WElement {
  const list = items.map((item): WItem => (Array.isArray(item) ? { elements: item } : item));
  return undefinedLength ? { tag, vr: 'SQ', value: list, undefinedLength } : { tag, vr: 'SQ', value: list };
}

/** Encapsulated Pixel Data (PS3.5 A.4): the basic offset table first, then fragments, each padded to even length. */
export function encapsulated(tag: number, fragments: readonly Uint8Array[]): WElement {
  const padded = fragments.map((bytes) => (bytes.length % 2 === 0 ? bytes : Uint8Array.from([...bytes, 0])));
  return { tag, vr: 'OB', value: { fragments: padded }, undefinedLength: true };
}
