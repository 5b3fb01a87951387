import { plainBytes } from '../bytes.ts';
import { DicomError } from '../errors.ts';
import { groupOf } from '../tag.ts';
import type { DicomElement, DicomFile, DicomItem, ReadLimits, ReadOptions } from '../types.ts';
import { DEFLATED_LE, encodingOf } from './encoding.ts';
import type { Peek } from './fragments.ts';
import { inflate } from './inflate.ts';
import { newItem, readMeta, transferSyntaxOf } from './meta.ts';
import { Parser } from './parser.ts';

export const DEFAULT_LIMITS: Readonly<ReadLimits> = { maxDepth: 64, maxElements: 1_000_000, maxInflatedBytes: 512 * 1024 * 1024 };

/**
 * Reads a DICOM file (PS3.10) from its bytes, which the result keeps and never changes. Wrong but readable files give `problems`.
 * Throws `DicomError`: NOT_DICOM (no preamble, and no `force`), DEPTH_LIMIT, ELEMENT_LIMIT, INFLATE_LIMIT, BAD_DEFLATE; never another error.
 */
export function readDicom(bytes: Uint8Array, options: ReadOptions = {}): DicomFile {
  return readHead(plainBytes(bytes), bytes.length, options);
}

/** What the call stack bears, whatever the options ask. */
const DEPTH_OF_STACK = 512;

/** `readDicom` of the first bytes of a file of `size` bytes, the pixels left in it; throws `NeedMore` when the bytes are too few. */
export function readHead(bytes: Uint8Array, size: number, options: ReadOptions & { until?: number }, peek?: Peek): DicomFile {
  const limits = { ...DEFAULT_LIMITS, ...options, maxDepth: Math.min(options.maxDepth ?? DEFAULT_LIMITS.maxDepth, DEPTH_OF_STACK) };
  const hasPreamble = bytes.length >= 132 && bytes[128] === 0x44 && bytes[129] === 0x49 && bytes[130] === 0x43 && bytes[131] === 0x4d;
  if (!hasPreamble && options.force !== true) {
    throw new DicomError('NOT_DICOM', 'no DICM prefix at byte 128: not a DICOM file, or one without preamble', {
      offset: 128,
    });
  }
  const parser = new Parser(bytes, size, limits, peek);
  const { meta, next } = readMeta(parser, hasPreamble ? 132 : 0);
  const syntax = transferSyntaxOf(bytes, meta);
  const file = { meta, transferSyntax: syntax, hasPreamble };
  if (syntax !== DEFLATED_LE || next >= size) return { ...file, ...readDataset(parser, syntax, next, options.until), deflated: false };
  parser.need(size);
  const { data, rest } = inflate(parser, bytes.subarray(next), next, limits.maxInflatedBytes);
  const end = next + data.length;
  const whole = new Uint8Array(end + rest.length);
  whole.set(bytes.subarray(0, next));
  whole.set(data, next);
  whole.set(rest, end);
  const inner = new Parser(whole.subarray(0, end), end, limits);
  inner.problems.push(...parser.problems);
  const read = readDataset(inner, syntax, next);
  return { ...file, ...read, ...(rest.length > 0 && behindStream(inner, read, whole)), deflated: true };
}

/** Bytes behind a deflated data set are no part of it, whatever they look like. */
function behindStream(
  parser: Parser,
  { trailing }: Pick<DicomFile, 'trailing'>,
  bytes: Uint8Array,
): Pick<DicomFile, 'bytes' | 'size' | 'trailing'> {
  if (trailing.length === 0)
    parser.problem('TRAILING_BYTES', undefined, trailing.offset, `${bytes.length - parser.size} bytes follow the deflated data set`);
  return { bytes, size: bytes.length, trailing: { offset: trailing.offset, length: bytes.length - trailing.offset } };
}

function readDataset(
  parser: Parser,
  syntax: string,
  start: number,
  until?: number,
): Pick<DicomFile, 'bytes' | 'size' | 'dataset' | 'trailing' | 'problems'> {
  const command = readCommandSet(parser, start);
  const at = command.next;
  const { explicitVr, bigEndian } = encodingOf(parser, syntax, at);
  parser.bigEndian = bigEndian;
  const item = newItem(at, explicitVr, bigEndian);
  if (at < parser.size && parser.looksImplicit(at, !explicitVr) === explicitVr) {
    item.explicitVr = !explicitVr;
    parser.problem(
      'META_WRONG',
      undefined,
      at,
      `the data set is in ${explicitVr ? 'implicit' : 'explicit'} VR, which is not its transfer syntax`,
    );
  }
  const end = parser.dataset(item, at, until);
  item.length = end - at;
  item.elements.unshift(...command.elements);
  const trailing = { offset: Math.min(end, parser.size), length: Math.max(0, parser.size - end) };
  if (trailing.length > 0 && until === undefined)
    parser.problem('TRAILING_BYTES', undefined, end, `${trailing.length} bytes follow the last element`);
  return { bytes: parser.bytes, size: parser.size, dataset: item, trailing, problems: parser.problems };
}

/** Group 0 before the data set is always implicit VR little endian (PS3.7 6.3). */
function readCommandSet(parser: Parser, at: number): { elements: DicomElement[]; next: number } {
  parser.need(Math.min(at + 8, parser.size));
  if (at + 8 > parser.bytes.length || groupOf(parser.tagAt(at)) !== 0) return { elements: [], next: at };
  const item: DicomItem = newItem(at, false, false);
  const next = parser.elements(item, at, { end: parser.size, limit: parser.size }, 1, (tag) => groupOf(tag) !== 0);
  return { elements: item.elements, next };
}
