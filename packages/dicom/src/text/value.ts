import { decodeName, decodeText } from '../charset/decode.ts';
import { splitBytes } from '../charset/split.ts';
import { DicomError } from '../errors.ts';
import { latin1, withoutPadding } from '../latin1.ts';
import { formatTag } from '../tag.ts';
import { SINGLE_TEXT_VRS } from '../vr.ts';
import { binaryNumbers, NUMBER_VRS } from '../numbers.ts';
import { parseFloatText, parseIntText, strip, stripEnd } from './python.ts';

export type Scalar =
  | { kind: 'text' | 'uid' | 'name'; text: string }
  | { kind: 'decimal'; text: string; value: number }
  | { kind: 'integer-string'; text: string; value: bigint }
  | { kind: 'integer'; value: number | bigint }
  | { kind: 'float'; value: number }
  | { kind: 'tag'; tag: number };

/** A value as pydicom 2.2.1 would hold it. */
export type Value = Scalar | { kind: 'bytes'; bytes: Uint8Array } | { kind: 'list'; values: Scalar[] } | { kind: 'none' };

/** What a value's bytes are read with. */
export interface Source {
  tag: number;
  vr: string;
  bytes: Uint8Array;
  bigEndian: boolean;
  charset: readonly string[];
  undefinedLength: boolean;
  /** The VR is in the file, not from a dictionary. */
  storedVr: boolean;
}

const EMPTY_TEXT_VRS = new Set('AE AS CS DA DT LO LT PN SH ST TM UC UI UR UT'.split(' '));
const BYTES_VRS = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'UN']);

/** Reads a value that is no sequence. Throws UNREADABLE_VALUE where pydicom raises. */
export function readValue(source: Source): Value {
  const { vr, bytes } = source;
  // pydicom takes only a stored length of 0 for empty.
  if (bytes.length === 0 && !source.undefinedLength) return EMPTY_TEXT_VRS.has(vr) ? { kind: 'text', text: '' } : { kind: 'none' };
  if (BYTES_VRS.has(vr) || vr.length > 2) return { kind: 'bytes', bytes };
  if (NUMBER_VRS.has(vr)) return numbers(source);
  if (SINGLE_TEXT_VRS.has(vr)) return { kind: 'text', text: vr === 'UR' ? stripEnd(latin1(bytes)) : single(bytes, source.charset) };
  switch (vr) {
    case 'AT':
      return tags(source);
    case 'AE':
      return list(
        latin1(bytes)
          .split('\\')
          .map((text) => ({ kind: 'text', text: strip(text) })),
      );
    case 'AS':
    case 'CS':
    case 'DA':
    case 'DT':
    case 'TM':
      return list(split(latin1(bytes)).map((text) => ({ kind: 'text', text })));
    case 'UI':
      return list(split(latin1(bytes)).map((text) => ({ kind: 'uid', text: strip(text) })));
    case 'DS':
      return decimals(source) ?? texts(source);
    case 'IS':
      return integerStrings(source) ?? texts(source);
    case 'PN':
      return names(source);
    case 'LO':
    case 'SH':
    case 'UC':
      return texts(source);
    default:
      throw unreadable(source, `the VR ${JSON.stringify(vr)} is unknown`);
  }
}

const list = (values: Scalar[]): Value => (values.length === 1 ? values[0]! : { kind: 'list', values });

const split = (text: string): string[] => withoutPadding(text).split('\\');

const single = (bytes: Uint8Array, charset: readonly string[]): string => withoutPadding(decodeText(bytes, charset, true));

const texts = ({ bytes, charset }: Source): Value =>
  list(splitBytes(bytes, 0x5c).map((part) => ({ kind: 'text', text: single(part, charset) })));

function names({ bytes, charset }: Source): Value {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === 0 || bytes[end - 1] === 0x20)) end -= 1;
  return list(splitBytes(bytes.subarray(0, end), 0x5c).map((part) => ({ kind: 'name', text: decodeName(part, charset, true) })));
}

/** `undefined` when a member is no number: pydicom reads the whole value as text then. */
function decimals({ bytes }: Source): Value | undefined {
  const values: Scalar[] = [];
  for (const text of split(strip(latin1(bytes)))) {
    const bare = strip(text);
    const value = parseFloatText(text);
    if (bare === '') values.push({ kind: 'text', text });
    else if (value === undefined) return undefined;
    else values.push({ kind: 'decimal', text: bare, value });
  }
  return list(values);
}

function integerStrings(source: Source): Value | undefined {
  const values: Scalar[] = [];
  for (const text of split(latin1(source.bytes))) {
    const bare = strip(text);
    if (bare === '') {
      values.push({ kind: 'text', text });
      continue;
    }
    const float = parseFloatText(text);
    if (float === undefined || Number.isNaN(float)) return undefined;
    if (!Number.isFinite(float)) throw unreadable(source, 'an integer string holds no finite number');
    const value = parseIntText(text) ?? BigInt(Math.trunc(float));
    if (value !== wholePart(float)) throw unreadable(source, 'an integer string holds a number that is no integer, or too large');
    values.push({ kind: 'integer-string', text: bare, value });
  }
  return list(values);
}

const wholePart = (float: number): bigint | undefined => (Number.isInteger(float) ? BigInt(float) : undefined);

function tags(source: Source): Value {
  const { bytes, bigEndian } = source;
  if (bytes.length % 4 !== 0) throw unreadable(source, 'attribute tags take four bytes each');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values: Scalar[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    values.push({ kind: 'tag', tag: view.getUint16(at, !bigEndian) * 0x10000 + view.getUint16(at + 2, !bigEndian) });
  }
  return list(values);
}

const LUT_DESCRIPTORS = new Set([0x00281101, 0x00281102, 0x00281103, 0x00283002]);

function numbers(source: Source): Value {
  const found = binaryNumbers(source.bytes, source.vr, source.bigEndian);
  if (found === undefined) throw unreadable(source, `${source.bytes.length} bytes are no whole number of values`);
  const kind = source.vr === 'FL' || source.vr === 'FD' ? 'float' : 'integer';
  const values = found.map((value): Scalar => (kind === 'float' ? { kind, value: Number(value) } : { kind, value }));
  const first = values[0]!;
  // The first value is unsigned even where the others are signed (PS3.3 C.11.1.1).
  if (source.storedVr && values.length > 1 && LUT_DESCRIPTORS.has(source.tag) && first.kind === 'integer' && first.value < 0)
    first.value = Number(first.value) + 65536;
  return list(values);
}

function unreadable({ tag, vr }: Source, why: string): DicomError {
  return new DicomError('UNREADABLE_VALUE', `${formatTag(tag)} of VR ${vr} cannot be read: ${why}`, { tag });
}
