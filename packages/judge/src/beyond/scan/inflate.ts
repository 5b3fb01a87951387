import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const MIB = 1024 * 1024;
/** Bytes that one compressed stream may give. */
const LIMIT = 64 * MIB;
/** What a place that only looks compressed is taken to have cost. */
const FAILURE = MIB;

/** What may still be inflated of one file, in bytes: hostile ones hold any number of streams. */
export interface InflateBudget {
  left: number;
  /** Streams that give more than they may: nothing in them was looked at. */
  unread: number;
}

export const inflateBudget = (): InflateBudget => ({ left: 4 * LIMIT, unread: 0 });

/** What is to be said of files with streams that were not read. */
export const unreadNote = (files: number): string =>
  `compressed data of more than 64 MiB a stream, or 256 MiB a file, in ${files} files of the output: not searched for identifiers`;

const STREAM = Buffer.from('stream');
const GZIP = Buffer.from([0x1f, 0x8b, 8]);
const ZIP_ENTRY = Buffer.from('PK\u0003\u0004', 'latin1');
const ZIP_HEADER = 30;
const DEFLATED = 8;

type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number; finishFlush: number }) => Buffer;

/**
 * What is compressed inside a value: zlib data that begin it, gzip data and entries of ZIP archives anywhere, and the Flate streams of a PDF
 * document. At most 64 MiB a stream; of a stream that is cut short what is there.
 */
export function* inflatedParts(value: Uint8Array, budget: InflateBudget): Iterable<Uint8Array> {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  for (const [inflate, from] of streamsOf(bytes)) {
    const part = budget.left > 0 ? inflated(inflate, bytes.subarray(from), Math.min(LIMIT, budget.left)) : TOO_LARGE;
    if (part === TOO_LARGE) budget.unread += 1;
    if (budget.left <= 0) return;
    budget.left -= typeof part === 'string' ? FAILURE : part.length;
    if (typeof part !== 'string') yield part;
  }
}

function* streamsOf(bytes: Buffer): Iterable<[inflate: Inflate, from: number]> {
  if (bytes.length < 8) return;
  if (isZlib(bytes, 0)) yield [inflateSync, 0];
  for (let at = bytes.indexOf(GZIP); at >= 0; at = bytes.indexOf(GZIP, at + 1)) yield [gunzipSync, at];
  for (let at = bytes.indexOf(ZIP_ENTRY); at >= 0; at = bytes.indexOf(ZIP_ENTRY, at + 1)) {
    if (at + ZIP_HEADER > bytes.length || bytes.readUInt16LE(at + 8) !== DEFLATED) continue;
    yield [inflateRawSync, at + ZIP_HEADER + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28)];
  }
  if (bytes.subarray(0, 1024).includes('%PDF')) yield* pdfStreams(bytes);
}

function* pdfStreams(bytes: Buffer): Iterable<[inflate: Inflate, from: number]> {
  for (let at = bytes.indexOf(STREAM); at >= 0; at = bytes.indexOf(STREAM, at + STREAM.length)) {
    let start = at + STREAM.length;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    if (isZlib(bytes, start)) yield [inflateSync, start];
  }
}

/** A zlib header: deflate, and a check value that fits (RFC 1950). */
const isZlib = (bytes: Uint8Array, at: number): boolean =>
  (bytes[at]! & 0x0f) === 8 && bytes[at]! >>> 4 <= 7 && ((bytes[at]! << 8) | bytes[at + 1]!) % 31 === 0;

const TOO_LARGE = 'too large';
const NOT_COMPRESSED = 'not compressed';

function inflated(inflate: Inflate, bytes: Uint8Array, maxOutputLength: number): Uint8Array | typeof TOO_LARGE | typeof NOT_COMPRESSED {
  try {
    return inflate(bytes, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? TOO_LARGE : NOT_COMPRESSED;
  }
}
