import { latin1 } from '../latin1.ts';
import type { CodecName } from './codec.ts';
import { codec } from './codecs.ts';

/** Sets that a sequence may designate, by its last letter; `$` for the two-byte ones. Those of JIS X 0212 and others need the wider form. */
const BASIC: Readonly<Record<string, CodecName | 'ascii' | 'roman'>> = { B: 'ascii', J: 'roman', $B: 'jis0208', '$@': 'jis0208' };
const WIDER: Readonly<Record<string, CodecName>> = { $A: 'gb2312', $C: 'euc-kr', $D: 'jis0212' };

const ESC = 0x1b;
const LONGEST = 16;

interface Escape {
  length: number;
  /** What G0 becomes; `undefined` when the sequence designates G1 or nothing. */
  g0?: CodecName | 'ascii' | 'roman';
  bad: boolean;
}

/**
 * ISO-2022-JP (`wide`: ISO-2022-JP-2) as Python's codecs decode it. Strict decoding answers `undefined` at the first error; else each one is
 * a U+FFFD.
 */
export function decodeIso2022(bytes: Uint8Array, wide: boolean, strict: boolean, asPython: boolean): string | undefined {
  let g0: CodecName | 'ascii' | 'roman' = 'ascii';
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at]!;
    if (byte === ESC && /[()$.&]/.test(String.fromCharCode(bytes[at + 1] ?? 0))) {
      const escape = readEscape(bytes, at, wide);
      if (escape.bad && strict) return undefined;
      if (escape.bad) text += '\ufffd';
      g0 = escape.g0 ?? g0;
      at += escape.length;
      continue;
    }
    if (byte === ESC && at + 1 < bytes.length) {
      const end = passedEnd(bytes, at);
      text += latin1(bytes, at, end);
      at = end;
      continue;
    }
    const end = runEnd(bytes, at + 1);
    const run = decodeRun(bytes.subarray(at, end), g0, strict, asPython);
    if (run === undefined) return undefined;
    text += run;
    at = end;
  }
  return text;
}

function runEnd(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(ESC, from);
  return at < 0 ? bytes.length : at;
}

/** Escape sequences of other standards pass with all that follows, up to a capital letter. */
function passedEnd(bytes: Uint8Array, from: number): number {
  const at = bytes.subarray(from + 1).findIndex(isEnd);
  return at < 0 ? bytes.length : from + at + 2;
}

function decodeRun(bytes: Uint8Array, set: CodecName | 'ascii' | 'roman', strict: boolean, asPython: boolean): string | undefined {
  if (set !== 'ascii' && set !== 'roman') {
    const eightBit = set === 'gb2312' || set === 'euc-kr';
    return codec(set).decode(eightBit ? bytes.map((byte) => (byte >= 0x21 ? byte | 0x80 : byte)) : bytes, strict, asPython);
  }
  let text = '';
  for (const byte of bytes) {
    const bad = byte >= 0x80 || (byte === ESC && bytes.length === 1);
    if (bad && strict) return undefined;
    if (bad) text += '\ufffd';
    else if (set === 'roman' && byte === 0x5c) text += '\u00a5';
    else if (set === 'roman' && byte === 0x7e) text += '\u203e';
    else text += String.fromCharCode(byte);
  }
  return text;
}

function readEscape(bytes: Uint8Array, at: number, wide: boolean): Escape {
  let length = 2;
  while (length < LONGEST && at + length < bytes.length && !isEnd(bytes[at + length]!)) length += 1;
  if (at + length >= bytes.length) return { length: bytes.length - at, bad: true };
  if (length === LONGEST) return { length: 1, bad: true };
  length += 1;
  const [second, third] = [String.fromCharCode(bytes[at + 1]!), String.fromCharCode(bytes[at + 2]!)];
  const last = String.fromCharCode(bytes[at + length - 1]!);
  const isDouble = second === '$';
  const bank = length === 3 ? (isDouble ? '(' : second) : third;
  const known = (length === 3 || (length === 4 && isDouble)) && (bank === '(' || bank === ')');
  const key = isDouble ? `$${last}` : last;
  const set = Object.hasOwn(BASIC, key) ? BASIC[key] : wide && Object.hasOwn(WIDER, key) ? WIDER[key] : undefined;
  if (!known || set === undefined) return { length, bad: true };
  return bank === '(' ? { length, g0: set, bad: false } : { length, bad: false };
}

const isEnd = (byte: number): boolean => byte >= 0x40 && byte <= 0x5a;
