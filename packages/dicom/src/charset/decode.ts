import { latin1 } from '../latin1.ts';
import type { CodecName } from './codec.ts';
import { codec } from './codecs.ts';
import { CODE_OF_ESCAPE } from './escapes.ts';
import { decodeIso2022 } from './iso2022.ts';
import { splitBytes, splitText } from './split.ts';
import { codecsOf } from './terms.ts';

const ESC = 0x1b;
/** Characters that end the reach of an escape sequence (PS3.5 6.1.2.5.3): CR, LF, TAB, FF in text; ^ in a name's group. */
const TEXT_DELIMITERS: ReadonlySet<number> = new Set([0x0d, 0x0a, 0x09, 0x0c]);
const NAME_DELIMITERS: ReadonlySet<number> = new Set([0x5e]);

/** Beyond that many escape sequences no text is meant: the rest is read by the first set, at once. */
const MOST_SWITCHES = 100_000;

interface Manner {
  delimiters: ReadonlySet<number>;
  /**
   * As pydicom with Python's codecs: only declared sets are switched to, vendors' characters are unknown, the escape sequences of
   * ISO 2022 IR 58 stay in the text.
   */
  asPydicom: boolean;
}

/** The text of one value's bytes in a Specific Character Set; undecodable bytes become U+FFFD. Nothing is stripped, nothing split. */
export function decodeText(bytes: Uint8Array, charset: readonly string[], asPydicom = false): string {
  return decode(bytes, codecsOf(charset), { delimiters: TEXT_DELIMITERS, asPydicom });
}

/** A person name's groups decoded one by one, empty trailing groups dropped. */
export function decodeName(bytes: Uint8Array, charset: readonly string[], asPydicom = false): string {
  const codecs = codecsOf(charset);
  const manner = { delimiters: NAME_DELIMITERS, asPydicom };
  const parts = asPydicom ? splitBytes(bytes, 0x3d) : splitText(bytes, 0x3d, charset);
  const groups = parts.map((group) => decode(group, codecs, manner));
  while (groups.at(-1) === '') groups.pop();
  return groups.join('=');
}

function decode(bytes: Uint8Array, codecs: readonly CodecName[], manner: Manner): string {
  const first = codecs[0]!;
  let escape = bytes.indexOf(ESC);
  if (escape < 0) return decodePlain(bytes, first, manner);
  let text =
    escape > 0 ? (decodeStrict(bytes.subarray(0, escape), first, manner) ?? decodePlain(bytes.subarray(0, escape), first, manner)) : '';
  for (let switches = 0; escape >= 0; switches += 1) {
    if (switches === MOST_SWITCHES) return text + decodePlain(bytes.subarray(escape), first, manner);
    const next = bytes.indexOf(ESC, escape + 1);
    text += decodeEscaped(bytes.subarray(escape, next < 0 ? bytes.length : next), codecs, manner);
    escape = next;
  }
  return text;
}

const decodePlain = (bytes: Uint8Array, name: CodecName, manner: Manner): string => decodeWith(bytes, name, false, manner) ?? '';

const decodeStrict = (bytes: Uint8Array, name: CodecName, manner: Manner): string | undefined => decodeWith(bytes, name, true, manner);

function decodeWith(bytes: Uint8Array, name: CodecName, strict: boolean, { asPydicom }: Manner): string | undefined {
  if (name === 'iso8859' || name === 'iso8859-1') return latin1(bytes);
  if (isSevenBit(name)) return decodeIso2022(bytes, name === 'jis0212', strict, asPydicom);
  return codec(name).decode(bytes, strict, asPydicom);
}

/** Sets that begin in ASCII and are entered by an escape sequence. */
const isSevenBit = (name: CodecName): boolean => name === 'jis0208' || name === 'jis0212';

function decodeEscaped(fragment: Uint8Array, codecs: readonly CodecName[], manner: Manner): string {
  const first = codecs[0]!;
  const long = fragment[1] === 0x24 && (fragment[2] === 0x28 || fragment[2] === 0x29);
  const size = long ? 4 : 3;
  const key = latin1(fragment, 1, size);
  const name = Object.hasOwn(CODE_OF_ESCAPE, key) ? CODE_OF_ESCAPE[key] : undefined;
  const declared = name !== undefined && (name === 'iso8859' || !manner.asPydicom || codecs.includes(name));
  if (name === undefined || !declared) return decodePlain(fragment, first, manner);
  if (isSevenBit(name) || (name === 'gb2312' && manner.asPydicom))
    return decodeStrict(fragment, name, manner) ?? decodePlain(fragment, first, manner);
  return decodeBody(fragment.subarray(size), name, first, manner) ?? decodePlain(fragment, first, manner);
}

/** Up to a delimiter in the set that was escaped to, then in the first one. */
function decodeBody(body: Uint8Array, name: CodecName, first: CodecName, manner: Manner): string | undefined {
  const end = body.findIndex((byte) => manner.delimiters.has(byte));
  if (end < 0) return decodeStrict(body, name, manner);
  const head = decodeStrict(body.subarray(0, end), name, manner);
  const rest = decodeStrict(body.subarray(end), first, manner);
  return head === undefined || rest === undefined ? undefined : head + rest;
}
