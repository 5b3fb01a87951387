import { DicomError } from '../errors.ts';
import { latin1Bytes } from '../latin1.ts';
import type { CodecName } from './codec.ts';
import { codec } from './codecs.ts';
import { ESCAPE_OF_CODE } from './escapes.ts';
import { codecsOf } from './terms.ts';

/** Characters after which the first character set holds again: ends of values, of a name's components and groups, of lines. */
const RESETS = new Set(['\\', '^', '=', '\r', '\n', '\t', '\f']);
const TO_ASCII = latin1Bytes('\x1b(B');

/**
 * Text as bytes in a Specific Character Set (PS3.5 6.1.2.4, 6.1.2.5), with escape sequences where it has more than one value.
 * Throws UNENCODABLE_TEXT when no value has a character.
 */
export function encodeText(text: string, charset: readonly string[] = []): Uint8Array {
  const codecs = codecsOf(charset);
  const base = isSevenBit(codecs[0]!) ? 'iso8859' : codecs[0]!;
  const out: number[] = [];
  let active = base;
  for (const character of text) {
    const wanted = RESETS.has(character) ? base : active;
    const { name, bytes } = choose(character, wanted, base, codecs, charset);
    if (name !== active) {
      if (isSevenBit(active)) out.push(...TO_ASCII);
      if (!RESETS.has(character) && !(isSevenBit(active) && name === base)) out.push(...escapeTo(name));
      active = name;
    }
    out.push(...bytes);
  }
  if (isSevenBit(active)) out.push(...TO_ASCII);
  return Uint8Array.from(out);
}

/** The 7-bit sets take G0, where ASCII is: they must be left again. */
const isSevenBit = (name: CodecName): boolean => name === 'jis0208' || name === 'jis0212';

const escapeTo = (name: CodecName): Uint8Array => latin1Bytes(`\x1b${name === 'shift_jis' ? ')I' : ESCAPE_OF_CODE.get(name)!}`);

interface Chosen {
  name: CodecName;
  bytes: Uint8Array;
}

function choose(character: string, active: CodecName, base: CodecName, codecs: readonly CodecName[], charset: readonly string[]): Chosen {
  if (character <= '\x7f') return { name: isSevenBit(active) ? base : active, bytes: latin1Bytes(character) };
  for (const name of [active, ...codecs]) {
    // ISO 2022 IR 6 has no characters above 7F, though readers take them as Latin-1.
    const asciiOnly = name === 'iso8859' && codecs.length > 1;
    const bytes = asciiOnly ? undefined : codec(name).encode(character);
    if (bytes !== undefined) return { name, bytes };
  }
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  throw new DicomError(
    'UNENCODABLE_TEXT',
    `U+${code} is in no character set of ${JSON.stringify(charset)}: give one that has it, such as ISO_IR 192`,
  );
}
