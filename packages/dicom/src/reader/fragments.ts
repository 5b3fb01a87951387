import { formatTag, TAG } from '../tag.ts';
import type { Cursor } from './cursor.ts';

interface Undefined {
  /** Bytes of the value without the delimiter. */
  length: number;
  /** Position behind the delimiter. */
  next: number;
  fragments?: { offset: number; length: number }[];
}

/** Eight bytes of a file at a place that is not in the head at hand. */
export type Peek = (at: number) => Uint8Array;

/**
 * A value of undefined length that is no sequence: fragments (PS3.5 A.4), else all up to the first sequence delimiter's bytes. With `peek`
 * the fragments stay in the file and only their headers are read.
 */
export function parseFragments(cursor: Cursor, start: number, limit: number, tag: number, peek?: Peek): Undefined {
  const fragments: { offset: number; length: number }[] = [];
  let at = start;
  while (at + 8 <= limit) {
    const { found, length } = headerAt(cursor, at, peek);
    if (found === TAG.sequenceEnd) return { length: at - start, next: at + 8, fragments };
    if (found !== TAG.item || length > limit - at - 8) break;
    if (!peek) cursor.need(at + 8 + length);
    fragments.push({ offset: at + 8, length });
    at += 8 + length;
  }
  const end = findDelimiter(cursor, start, limit);
  if (end >= 0) return { length: end - start, next: end + 8 };
  cursor.problem('TRUNCATED', tag, start, `${formatTag(tag)} has no end`);
  const cut = fragments.length > 0 && at + 8 < limit && cursor.tagAt(at) === TAG.item;
  if (cut) fragments.push({ offset: at + 8, length: limit - at - 8 });
  return fragments.length > 0 ? { length: limit - start, next: limit, fragments } : { length: limit - start, next: limit };
}

function headerAt(cursor: Cursor, at: number, peek: Peek | undefined): { found: number; length: number } {
  if (!peek || at + 8 <= cursor.bytes.length) {
    cursor.need(at + 8);
    return { found: cursor.tagAt(at), length: cursor.u32(at + 4) };
  }
  const view = new DataView(peek(at).buffer);
  const little = !cursor.bigEndian;
  return { found: view.getUint16(0, little) * 0x10000 + view.getUint16(2, little), length: view.getUint32(4, little) };
}

const LITTLE = Buffer.from([0xfe, 0xff, 0xdd, 0xe0]);
const BIG = Buffer.from([0xff, 0xfe, 0xe0, 0xdd]);

function findDelimiter(cursor: Cursor, start: number, limit: number): number {
  cursor.need(limit);
  const { buffer, byteOffset } = cursor.bytes;
  const at = Buffer.from(buffer, byteOffset + start, limit - start).indexOf(cursor.bigEndian ? BIG : LITTLE);
  return at < 0 || start + at + 8 > limit ? -1 : start + at;
}
