import { gunzipSync, inflateSync } from 'node:zlib';

const LIMIT = 64 * 1024 * 1024;
const STREAM = Buffer.from('stream');

/** What is compressed inside a value: gzip and zlib data that begin it, and the Flate streams of a PDF document. At most 64 MiB a stream. */
export function inflatedParts(value: Uint8Array): Uint8Array[] {
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (bytes.length < 8) return [];
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return part(() => gunzipSync(bytes, { maxOutputLength: LIMIT }));
  if (isZlib(bytes, 0)) return part(() => inflateSync(bytes, { maxOutputLength: LIMIT }));
  return bytes.subarray(0, 1024).includes('%PDF') ? pdfStreams(bytes) : [];
}

function pdfStreams(bytes: Buffer): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = bytes.indexOf(STREAM); at >= 0; at = bytes.indexOf(STREAM, at + STREAM.length)) {
    let start = at + STREAM.length;
    if (bytes[start] === 0x0d) start += 1;
    if (bytes[start] === 0x0a) start += 1;
    if (isZlib(bytes, start)) parts.push(...part(() => inflateSync(bytes.subarray(start), { maxOutputLength: LIMIT })));
  }
  return parts;
}

/** A zlib header: deflate, and a check value that fits (RFC 1950). */
const isZlib = (bytes: Uint8Array, at: number): boolean =>
  (bytes[at]! & 0x0f) === 8 && bytes[at]! >>> 4 <= 7 && ((bytes[at]! << 8) | bytes[at + 1]!) % 31 === 0;

/** Bytes that only look compressed give nothing. */
function part(inflate: () => Uint8Array): Uint8Array[] {
  try {
    return [inflate()];
  } catch {
    return [];
  }
}
