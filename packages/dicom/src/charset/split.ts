import type { CodecName } from './codec.ts';
import { codecsOf } from './terms.ts';

const ESC = 0x1b;
const DOLLAR = 0x24;
/** Last bytes of the escape sequences that put a set of two seven-bit bytes a character where ASCII is: `$@`, `$B`, `$(D`. */
const TO_SEVEN_BIT_PAIRS = /^\$(?:@|B|\(D)/u;
const isSevenBit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x21 && byte <= 0x7e;

/** Sets whose second byte may be that of an ASCII sign, by the bytes that begin a pair. */
const LEADS: Partial<Record<CodecName, (byte: number) => boolean>> = {
  gbk: (byte) => byte >= 0x81 && byte <= 0xfe,
  gb18030: (byte) => byte >= 0x81 && byte <= 0xfe,
  shift_jis: (byte) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc),
};

/**
 * Parts between the characters `separator`. Second bytes of two-byte characters part nothing: that of 本 in ISO 2022 IR 87 is a backslash,
 * as is that of 誠 in GB18030.
 */
export function splitText(bytes: Uint8Array, separator: number, charset: readonly string[]): Uint8Array[] {
  if (bytes.indexOf(separator) < 0) return [bytes];
  const isLead = LEADS[codecsOf(charset)[0]!];
  if (isLead === undefined && !bytes.includes(ESC)) return splitBytes(bytes, separator);
  const parts: Uint8Array[] = [];
  let start = 0;
  let pairs = false;
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === ESC) {
      pairs = bytes[at + 1] === DOLLAR && TO_SEVEN_BIT_PAIRS.test(String.fromCharCode(...bytes.subarray(at + 1, at + 4)));
      at += escapeLength(bytes, at);
      continue;
    }
    const isPair = pairs ? isSevenBit(byte) && isSevenBit(bytes[at + 1]) : isLead?.(byte) === true && bytes[at + 1]! >= 0x40;
    if (!isPair && byte === separator) {
      parts.push(bytes.subarray(start, at));
      start = at + 1;
    }
    at += isPair ? 2 : 1;
  }
  parts.push(bytes.subarray(start));
  return parts;
}

/** Of `ESC $ B` and `ESC ( B` three bytes, of `ESC $ ( D` and `ESC $ ) C` four; an ESC that begins none is a byte. */
function escapeLength(bytes: Uint8Array, at: number): number {
  const [kind, next] = String.fromCharCode(...bytes.subarray(at + 1, at + 3));
  if (kind === '$') return next === '(' || next === ')' ? 4 : 3;
  return kind !== undefined && '()-.'.includes(kind) ? 3 : 1;
}

/** Parts between the bytes `separator`, whatever characters they belong to: as pydicom does it. */
export function splitBytes(bytes: Uint8Array, separator: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  let start = 0;
  for (let at = bytes.indexOf(separator); at >= 0; at = bytes.indexOf(separator, start)) {
    parts.push(bytes.subarray(start, at));
    start = at + 1;
  }
  parts.push(bytes.subarray(start));
  return parts;
}
