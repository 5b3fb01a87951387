import { formatTag, TAG } from '../tag.ts';
import type { Cursor } from './cursor.ts';

interface Undefined {
  /** Bytes of the value without the delimiter. */
  length: number;
  /** Position behind the delimiter. */
  next: number;
  fragments?: { offset: number; length: number }[];
}

/** A value of undefined length that is no sequence: fragments (PS3.5 A.4), else all up to the first sequence delimiter's bytes. */
export function parseFragments(cursor: Cursor, start: number, limit: number, tag: number): Undefined {
  const fragments: { offset: number; length: number }[] = [];
  let at = start;
  while (at + 8 <= limit) {
    cursor.need(at + 8);
    const found = cursor.tagAt(at);
    const length = cursor.u32(at + 4);
    if (found === TAG.sequenceEnd) return { length: at - start, next: at + 8, fragments };
    if (found !== TAG.item || length > limit - at - 8) break;
    cursor.need(at + 8 + length);
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

const LITTLE = Buffer.from([0xfe, 0xff, 0xdd, 0xe0]);
const BIG = Buffer.from([0xff, 0xfe, 0xe0, 0xdd]);

function findDelimiter(cursor: Cursor, start: number, limit: number): number {
  cursor.need(limit);
  const { buffer, byteOffset } = cursor.bytes;
  const at = Buffer.from(buffer, byteOffset + start, limit - start).indexOf(cursor.bigEndian ? BIG : LITTLE);
  return at < 0 || start + at + 8 > limit ? -1 : start + at;
}
