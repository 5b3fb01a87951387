import type { Codec, CodecName } from './codec.ts';

interface MultiByte {
  /** The decoder of the web that knows the pairs. */
  label: string;
  /** First and last lead byte and trail byte, as DICOM has them. */
  lead: readonly [number, number];
  trail: readonly [number, number];
  /** A pair as the decoder wants it. */
  wrap?: (lead: number, trail: number) => Uint8Array;
  /** Characters that the web's decoder maps otherwise than Python's, which pydicom uses. */
  instead?: Readonly<Record<string, string>>;
  /** Vendors' and later characters that Python's codec lacks, beside those for private use. */
  lacks?: (lead: number, trail: number) => boolean;
  /** Codes that Python's codec maps otherwise. */
  python?: ReadonlyMap<number, string>;
}

const JIS_INSTEAD = {
  '\uff5e': '\u301c',
  '\u2225': '\u2016',
  '\uff0d': '\u2212',
  '\uffe0': '\u00a2',
  '\uffe1': '\u00a3',
  '\uffe2': '\u00ac',
};

const range = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Characters that later editions put into GBK. */
const GBK_LACKS = new Set([0xa2e3, 0xa3a0, ...range(0xa6d9, 0xa6df), 0xa6ec, 0xa6ed, 0xa6f3, 0xa8bc, 0xa8bf, ...range(0xa989, 0xa995)]);

/** For private use in the edition of 2000, which Python follows. */
const GB18030_OF_2000 = new Map([
  [0xa3a0, '\ue5e5'],
  [0xa8bc, '\ue7c7'],
  ...range(0xa6d9, 0xa6df).map((code): [number, string] => [code, String.fromCharCode(0xe78d + code - 0xa6d9)]),
  [0xa6ec, '\ue794'],
  [0xa6ed, '\ue795'],
  [0xa6f3, '\ue796'],
  [0xfe59, '\ue81e'],
  [0xfe61, '\ue826'],
  [0xfe66, '\ue82b'],
  [0xfe67, '\ue82c'],
  [0xfe6d, '\ue832'],
  [0xfe7e, '\ue843'],
  [0xfe90, '\ue854'],
  [0xfea0, '\ue864'],
]);

const SETS: Partial<Record<CodecName, MultiByte>> = {
  shift_jis: {
    label: 'shift_jis',
    lead: [0x81, 0xfc],
    trail: [0x40, 0xfc],
    instead: JIS_INSTEAD,
    lacks: (lead) => lead === 0x87 || lead === 0xed || lead === 0xee || lead >= 0xf0,
  },
  jis0208: {
    label: 'euc-jp',
    lead: [0x21, 0x7e],
    trail: [0x21, 0x7e],
    wrap: (lead, trail) => Uint8Array.of(lead | 0x80, trail | 0x80),
    instead: JIS_INSTEAD,
    lacks: (lead) => lead === 0x2d || lead >= 0x79,
  },
  jis0212: {
    label: 'euc-jp',
    lead: [0x21, 0x7e],
    trail: [0x21, 0x7e],
    wrap: (lead, trail) => Uint8Array.of(0x8f, lead | 0x80, trail | 0x80),
    instead: { '\uff5e': '~' },
    lacks: (lead) => lead === 0x73,
  },
  'euc-kr': { label: 'euc-kr', lead: [0xa1, 0xfe], trail: [0xa1, 0xfe], lacks: (lead) => lead === 0xc9 || lead === 0xfe },
  gb2312: {
    label: 'gbk',
    lead: [0xa1, 0xfe],
    trail: [0xa1, 0xfe],
    instead: { '\u00b7': '\u30fb', '\u2014': '\u2015' },
    lacks: (lead, trail) =>
      (lead === 0xa2 && (trail <= 0xaa || trail === 0xe3)) || (lead === 0xa6 && trail >= 0xd9) || (lead === 0xa8 && trail >= 0xbb),
  },
  gbk: {
    label: 'gbk',
    lead: [0x81, 0xfe],
    trail: [0x40, 0xfe],
    lacks: (lead, trail) => GBK_LACKS.has((lead << 8) | trail) || lead === 0xfe,
  },
  gb18030: { label: 'gb18030', lead: [0x81, 0xfe], trail: [0x40, 0xfe], python: GB18030_OF_2000 },
};

type Table = Map<number, string>;

/** Every pair that has a character. */
function pairsOf(name: CodecName, set: MultiByte): Table {
  const decoder = new TextDecoder(set.label);
  const { wrap = (lead: number, trail: number) => Uint8Array.of(lead, trail), instead = {} } = set;
  const table: Table = new Map();
  for (let lead = set.lead[0]; lead <= set.lead[1]; lead += 1) {
    for (let trail = set.trail[0]; trail <= set.trail[1]; trail += 1) {
      const text = decoder.decode(wrap(lead, trail));
      if (isOneCharacter(text)) table.set((lead << 8) | trail, instead[text] ?? text);
    }
  }
  if (name === 'euc-kr') table.set(0xa2e6, '€').set(0xa2e7, '®');
  return table;
}

/** ICU's decoders put U+001A for some bad bytes. */
const isOneCharacter = (text: string): boolean =>
  (text.length === 1 || (text.length === 2 && text.codePointAt(0)! > 0xffff)) && text !== '\ufffd' && text !== '\x1a';

const isPrivateUse = (text: string): boolean => text >= '\ue000' && text <= '\uf8ff';

export function multiByte(name: CodecName): Codec {
  const set = SETS[name]!;
  let pairs: Table | undefined;
  let reverse: Map<string, Uint8Array> | undefined;
  const pair = (lead: number, trail: number, asPython: boolean): string | undefined => {
    const text = (pairs ??= pairsOf(name, set)).get((lead << 8) | trail);
    if (text === undefined || !asPython) return text;
    if (name === 'gb18030') return set.python?.get((lead << 8) | trail) ?? text;
    return set.lacks?.(lead, trail) || isPrivateUse(text) ? undefined : text;
  };
  return {
    name,
    decode: (bytes, strict, asPython = false) => scan(name, bytes, strict, (lead, trail) => pair(lead, trail, asPython)),
    encode: (character) => (reverse ??= reverseOf(name, (pairs ??= pairsOf(name, set)))).get(character),
  };
}

/** As Python's codecs: one U+FFFD for each byte that begins nothing, one for an unfinished rest; 7-bit sets take pairs whatever they hold. */
function scan(
  name: CodecName,
  bytes: Uint8Array,
  strict: boolean,
  pair: (lead: number, trail: number) => string | undefined,
): string | undefined {
  const sevenBit = name === 'jis0208' || name === 'jis0212';
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at]!;
    const single = sevenBit ? (lead < 0x20 ? String.fromCharCode(lead) : undefined) : singleOf(name, lead);
    if (single !== undefined) {
      text += single;
      at += 1;
      continue;
    }
    const four = name === 'gb18030' ? fourBytes(bytes, at) : undefined;
    const trail = bytes[at + 1];
    const found = four ?? (trail === undefined || (sevenBit && lead >= 0x80) ? undefined : pair(lead, trail));
    if (found === undefined && strict) return undefined;
    const unfinished = trail === undefined || (name === 'gb18030' && isDigit(trail) && at + 4 > bytes.length);
    if (found === undefined && unfinished) return `${text}\ufffd`;
    text += found ?? '\ufffd';
    at += four !== undefined ? 4 : found !== undefined || (sevenBit && lead < 0x80) ? 2 : 1;
  }
  return text;
}

function singleOf(name: CodecName, byte: number): string | undefined {
  if (byte < 0x80) return String.fromCharCode(byte);
  return name === 'shift_jis' && byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : undefined;
}

const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;

let gb18030: InstanceType<typeof TextDecoder> | undefined;

function fourBytes(bytes: Uint8Array, at: number): string | undefined {
  if (at + 4 > bytes.length || !isDigit(bytes[at + 1]) || !isDigit(bytes[at + 3])) return undefined;
  const text = (gb18030 ??= new TextDecoder('gb18030')).decode(bytes.subarray(at, at + 4));
  return isOneCharacter(text) ? text : undefined;
}

/** Character → bytes. Where two codes share a character the lower one wins. */
function reverseOf(name: CodecName, pairs: Table): Map<string, Uint8Array> {
  const table = new Map<string, Uint8Array>();
  if (name === 'shift_jis') for (let byte = 0xa1; byte <= 0xdf; byte += 1) table.set(singleOf(name, byte)!, Uint8Array.of(byte));
  for (const [code, text] of pairs) if (!table.has(text)) table.set(text, Uint8Array.of(code >> 8, code & 0xff));
  return table;
}
