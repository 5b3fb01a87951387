import { constants, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib';

const MIB = 1024 * 1024;
/** Bytes that one compressed stream may give. */
const LIMIT = 64 * MIB;
/** What a place that only looks compressed is taken to have cost. */
const FAILURE = MIB;

/** What may still be inflated of one file, in bytes: hostile ones hold any number of streams. */
export interface InflateBudget {
  left: number;
}

export const inflateBudget = (): InflateBudget => ({ left: 4 * LIMIT });

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
    if (budget.left <= 0) return;
    const part = inflated(inflate, bytes.subarray(from), Math.min(LIMIT, budget.left));
    budget.left -= part?.length ?? FAILURE;
    if (part !== undefined) yield part;
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

/** Bytes that only look compressed give nothing. */
function inflated(inflate: Inflate, bytes: Uint8Array, maxOutputLength: number): Uint8Array | undefined {
  try {
    return inflate(bytes, { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH });
  } catch {
    return undefined;
  }
}
