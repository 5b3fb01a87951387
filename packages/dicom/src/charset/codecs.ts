/** One coded character set. Strict decoding answers `undefined` for bytes that have no character; loose decoding puts U+FFFD. */
export interface Codec {
  name: string;
  decode(bytes: Uint8Array, strict: boolean): string | undefined;
  /** Bytes of one character, `undefined` when the set lacks it. */
  encode(character: string): Uint8Array | undefined;
}

export type CodecName =
  | 'iso8859'
  | 'iso8859-2'
  | 'iso8859-3'
  | 'iso8859-4'
  | 'iso8859-5'
  | 'iso8859-6'
  | 'iso8859-7'
  | 'iso8859-8'
  | 'iso8859-9'
  | 'tis-620'
  | 'shift_jis'
  | 'jis0208'
  | 'jis0212'
  | 'euc-kr'
  | 'gb2312'
  | 'gbk'
  | 'gb18030'
  | 'utf-8';

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

interface MultiByte {
  label: string;
  /** Bytes as the decoder of `label` wants them. */
  wrap: (bytes: Uint8Array) => Uint8Array;
  /** The two bytes of a wrapped character as DICOM has them. */
  lead: readonly [number, number];
  trail: readonly [number, number];
  /** Characters that the web's decoder maps otherwise than Python's, which pydicom uses. */
  instead: Readonly<Record<string, string>>;
}

const JIS_INSTEAD = {
  '\uff5e': '\u301c',
  '\u2225': '\u2016',
  '\uff0d': '\u2212',
  '\uffe0': '\u00a2',
  '\uffe1': '\u00a3',
  '\uffe2': '\u00ac',
};

const same = (bytes: Uint8Array): Uint8Array => bytes;

const MULTI_BYTE: Partial<Record<CodecName, MultiByte>> = {
  shift_jis: { label: 'shift_jis', wrap: same, lead: [0x81, 0xfc], trail: [0x40, 0xfc], instead: JIS_INSTEAD },
  jis0208: {
    label: 'euc-jp',
    wrap: (bytes) => bytes.map((byte) => (byte >= 0x21 && byte < 0x7f ? byte | 0x80 : byte)),
    lead: [0x21, 0x7e],
    trail: [0x21, 0x7e],
    instead: JIS_INSTEAD,
  },
  jis0212: { label: 'euc-jp', wrap: wrapJis0212, lead: [0x21, 0x7e], trail: [0x21, 0x7e], instead: { '\uff5e': '~' } },
  'euc-kr': { label: 'euc-kr', wrap: same, lead: [0xa1, 0xfe], trail: [0xa1, 0xfe], instead: {} },
  gb2312: { label: 'gbk', wrap: same, lead: [0xa1, 0xfe], trail: [0xa1, 0xfe], instead: { '\u00b7': '\u30fb', '\u2014': '\u2015' } },
  gbk: { label: 'gbk', wrap: same, lead: [0x81, 0xfe], trail: [0x40, 0xfe], instead: {} },
  gb18030: { label: 'gb18030', wrap: same, lead: [0x81, 0xfe], trail: [0x40, 0xfe], instead: {} },
};

/** Pairs of 7-bit bytes as EUC-JP's three-byte form. */
function wrapJis0212(bytes: Uint8Array): Uint8Array {
  const out: number[] = [];
  for (let at = 0; at < bytes.length; at += 1) {
    const first = bytes[at]!;
    const second = bytes[at + 1];
    if (first < 0x21 || second === undefined) out.push(first);
    else {
      out.push(0x8f, first | 0x80, second | 0x80);
      at += 1;
    }
  }
  return Uint8Array.from(out);
}

function multiByte(name: CodecName): Codec {
  const spec = MULTI_BYTE[name]!;
  const fatal = new TextDecoder(spec.label, { fatal: true });
  const loose = new TextDecoder(spec.label);
  const fix = (text: string): string =>
    text.replaceAll(/[\uff5e\u2225\uff0d\uffe0-\uffe2\u00b7\u2014]/g, (character) => spec.instead[character] ?? character);
  const decode = (bytes: Uint8Array, strict: boolean): string | undefined => {
    if (!strict) return fix(loose.decode(spec.wrap(bytes)));
    try {
      return fix(fatal.decode(spec.wrap(bytes)));
    } catch {
      return undefined;
    }
  };
  let reverse: Map<string, Uint8Array> | undefined;
  return { name, decode, encode: (character) => (reverse ??= reverseTable(spec, decode)).get(character) };
}

/** Every one- and two-byte code decoded once: character → bytes. Where two codes share a character the lower one wins. */
function reverseTable(spec: MultiByte, decode: Codec['decode']): Map<string, Uint8Array> {
  const table = new Map<string, Uint8Array>();
  const add = (bytes: Uint8Array): void => {
    const character = decode(bytes, true);
    if (character !== undefined && isOneCharacter(character) && !table.has(character)) table.set(character, bytes);
  };
  const sevenBit = spec.lead[0] < 0x80;
  if (!sevenBit) for (let byte = 0; byte < 0x80; byte += 1) add(Uint8Array.of(byte));
  if (spec.label === 'shift_jis') for (let byte = 0xa1; byte <= 0xdf; byte += 1) add(Uint8Array.of(byte));
  for (let lead = spec.lead[0]; lead <= spec.lead[1]; lead += 1) {
    for (let trail = spec.trail[0]; trail <= spec.trail[1]; trail += 1) add(Uint8Array.of(lead, trail));
  }
  return table;
}

const isOneCharacter = (text: string): boolean => text.length === 1 || (text.length === 2 && text.codePointAt(0)! > 0xffff);
