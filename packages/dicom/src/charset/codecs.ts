import type { Codec, CodecName } from './codec.ts';
import { multiByte } from './multi-byte.ts';

const cache = new Map<CodecName, Codec>();

export function codec(name: CodecName): Codec {
  let found = cache.get(name);
  if (found === undefined) cache.set(name, (found = makeCodec(name)));
  return found;
}

function makeCodec(name: CodecName): Codec {
  if (name === 'utf-8') return { name, decode: decodeUtf8, encode: (character) => new TextEncoder().encode(character) };
  const label = SINGLE_BYTE[name];
  if (label !== undefined) return singleByte(name, label);
  return multiByte(name);
}

const SINGLE_BYTE: Partial<Record<CodecName, string>> = {
  iso8859: '',
  'iso8859-1': '',
  'iso8859-2': 'iso-8859-2',
  'iso8859-3': 'iso-8859-3',
  'iso8859-4': 'iso-8859-4',
  'iso8859-5': 'iso-8859-5',
  'iso8859-6': 'iso-8859-6',
  'iso8859-7': 'iso-8859-7',
  'iso8859-8': 'iso-8859-8',
  'iso8859-9': 'iso-8859-9',
  'tis-620': 'windows-874',
};

function decodeUtf8(bytes: Uint8Array, strict: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: strict, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function singleByte(name: CodecName, label: string): Codec {
  const decoder = label === '' ? undefined : new TextDecoder(label);
  // 80–9F are C1 controls in all ISO 8859 parts; the web's decoders put windows characters there for some.
  const table = Array.from({ length: 256 }, (_, byte) =>
    decoder === undefined || byte < 0xa0 ? String.fromCharCode(byte) : decoder.decode(Uint8Array.of(byte)),
  );
  if (name === 'tis-620') table[0xa0] = '\ufffd';
  const reverse = new Map(table.map((character, byte) => [character, Uint8Array.of(byte)]));
  reverse.delete('\ufffd');
  const decode = (bytes: Uint8Array, strict: boolean): string | undefined => {
    let text = '';
    for (const byte of bytes) text += table[byte];
    return strict && text.includes('\ufffd') ? undefined : text;
  };
  return { name, decode, encode: (character) => reverse.get(character) };
}
