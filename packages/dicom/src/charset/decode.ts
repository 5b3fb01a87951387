import { latin1 } from '../latin1.ts';
import { codec, type CodecName } from './codecs.ts';
import { CODE_OF_ESCAPE } from './escapes.ts';
import { codecsOf } from './terms.ts';

const ESC = 0x1b;
/** Characters that end the reach of an escape sequence (PS3.5 6.1.2.5.3): CR, LF, TAB, FF in text; ^ in a name's group. */
const TEXT_DELIMITERS: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x09, 0x0c]);
const NAME_DELIMITERS: ReadonlySet<number> = new Set([0x5e]);

interface Reach {
  delimiters: ReadonlySet<number>;
  /** pydicom leaves the escape sequences of ISO 2022 IR 58 in the text. */
  keepsChineseEscape: boolean;
}

/** The text of one value's bytes in a Specific Character Set; undecodable bytes become U+FFFD. Nothing is stripped, nothing split. */
export function decodeText(bytes: Uint8Array, charset: readonly string[], asPydicom = false): string {
  return decode(bytes, codecsOf(charset), { delimiters: TEXT_DELIMITERS, keepsChineseEscape: asPydicom });
}

/** A person name's groups decoded one by one, empty trailing groups dropped. */
export function decodeName(bytes: Uint8Array, charset: readonly string[], asPydicom = false): string {
  const codecs = codecsOf(charset);
  const reach = { delimiters: NAME_DELIMITERS, keepsChineseEscape: asPydicom };
  const groups = splitBytes(bytes, 0x3d).map((group) => decode(group, codecs, reach));
  while (groups.at(-1) === '') groups.pop();
  return groups.join('=');
}

/** Parts between the bytes `separator`, which is also the way of PS3.5 for backslashes in multi-byte text. */
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

function decode(bytes: Uint8Array, codecs: readonly CodecName[], reach: Reach): string {
  const first = codecs[0]!;
  let escape = bytes.indexOf(ESC);
  if (escape < 0) return decodePlain(bytes, first);
  let text = escape > 0 ? decodePlain(bytes.subarray(0, escape), first) : '';
  while (escape >= 0) {
    const next = bytes.indexOf(ESC, escape + 1);
    text += decodeEscaped(bytes.subarray(escape, next < 0 ? bytes.length : next), codecs, reach);
    escape = next;
  }
  return text;
}

function decodePlain(bytes: Uint8Array, name: CodecName): string {
  if (name === 'iso8859') return latin1(bytes);
  // The 7-bit sets begin in ASCII: without an escape sequence there is nothing of theirs in the bytes.
  if (name === 'jis0208' || name === 'jis0212') return latin1(bytes).replaceAll(/[\x80-\xff]/g, '\ufffd');
  return codec(name).decode(bytes, false) ?? '';
}

function decodeEscaped(fragment: Uint8Array, codecs: readonly CodecName[], reach: Reach): string {
  const first = codecs[0]!;
  const long = fragment[1] === 0x24 && (fragment[2] === 0x28 || fragment[2] === 0x29);
  const size = long ? 4 : 3;
  const key = latin1(fragment, 1, size);
  const name = Object.hasOwn(CODE_OF_ESCAPE, key) ? CODE_OF_ESCAPE[key] : undefined;
  if (name === undefined || (name !== 'iso8859' && !codecs.includes(name))) return decodePlain(fragment, first);
  const body = fragment.subarray(size);
  if (name === 'jis0208' || name === 'jis0212') return decodeJis(body, name) ?? decodePlain(fragment, first);
  if (name === 'gb2312' && reach.keepsChineseEscape) return codec(name).decode(fragment, true) ?? decodePlain(fragment, first);
  const end = body.findIndex((byte) => reach.delimiters.has(byte));
  if (end < 0) return codec(name).decode(body, true) ?? decodePlain(fragment, first);
  const head = codec(name).decode(body.subarray(0, end), true);
  return head === undefined ? decodePlain(fragment, first) : head + decodePlain(body.subarray(end), first);
}

/** Two-byte characters up to a line feed, which returns to ASCII. */
function decodeJis(body: Uint8Array, name: CodecName): string | undefined {
  const end = body.indexOf(0x0a);
  if (end < 0) return codec(name).decode(body, true);
  const head = codec(name).decode(body.subarray(0, end), true);
  return head === undefined ? undefined : head + latin1(body, end);
}
