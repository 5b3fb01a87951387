import type { CodecName } from './codec.ts';

/** Defined terms of Specific Character Set (PS3.3 C.12.1.1.2), with the aliases that pydicom 2.2.1 knows. */
const TERMS: Readonly<Record<string, CodecName>> = {
  '': 'iso8859',
  'ISO_IR 6': 'iso8859',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 100': 'iso8859-1',
  'ISO_IR 101': 'iso8859-2',
  'ISO_IR 109': 'iso8859-3',
  'ISO_IR 110': 'iso8859-4',
  'ISO_IR 126': 'iso8859-7',
  'ISO_IR 127': 'iso8859-6',
  'ISO_IR 138': 'iso8859-8',
  'ISO_IR 144': 'iso8859-5',
  'ISO_IR 148': 'iso8859-9',
  'ISO_IR 166': 'tis-620',
  'ISO_IR 192': 'utf-8',
  'ISO 2022 IR 6': 'iso8859',
  'ISO 2022 IR 13': 'shift_jis',
  'ISO 2022 IR 58': 'gb2312',
  'ISO 2022 IR 87': 'jis0208',
  'ISO 2022 IR 100': 'iso8859-1',
  'ISO 2022 IR 101': 'iso8859-2',
  'ISO 2022 IR 109': 'iso8859-3',
  'ISO 2022 IR 110': 'iso8859-4',
  'ISO 2022 IR 126': 'iso8859-7',
  'ISO 2022 IR 127': 'iso8859-6',
  'ISO 2022 IR 138': 'iso8859-8',
  'ISO 2022 IR 144': 'iso8859-5',
  'ISO 2022 IR 148': 'iso8859-9',
  'ISO 2022 IR 149': 'euc-kr',
  'ISO 2022 IR 159': 'jis0212',
  'ISO 2022 IR 166': 'tis-620',
  'ISO 2022 GBK': 'gbk',
  'ISO 2022 58': 'gb2312',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

/** Names that some writers put instead of a defined term: those of Python's codecs, by which pydicom reads them, without signs between. */
const ENCODING_NAMES: ReadonlyMap<string, CodecName> = new Map(
  (
    [
      ['utf-8', 'utf8 utf u8'],
      ['iso8859', 'ascii usascii'],
      ['iso8859-1', 'latin1 iso88591 isoir100'],
      ['iso8859-2', 'latin2 iso88592 isoir101'],
      ['iso8859-3', 'latin3 iso88593 isoir109'],
      ['iso8859-4', 'latin4 iso88594 isoir110'],
      ['iso8859-5', 'cyrillic iso88595 isoir144'],
      ['iso8859-6', 'arabic iso88596 isoir127'],
      ['iso8859-7', 'greek iso88597 isoir126'],
      ['iso8859-8', 'hebrew iso88598 isoir138'],
      ['iso8859-9', 'latin5 iso88599 isoir148'],
      ['tis-620', 'thai tis620 iso885911 isoir166'],
      ['shift_jis', 'shiftjis sjis'],
      ['jis0208', 'iso2022jp'],
      ['jis0212', 'iso2022jp2'],
      ['euc-kr', 'euckr korean isoir149'],
      ['gb2312', 'gb2312 chinese isoir58'],
      ['gbk', 'gbk cp936'],
      ['gb18030', 'gb18030'],
    ] as const
  ).flatMap(([codec, names]) => names.split(' ').map((name): [string, CodecName] => [name, codec])),
);

const STAND_ALONE = new Set(['ISO_IR 192', 'GBK', 'GB18030']);

/** Codecs of the values of Specific Character Set; unknown terms count as the default repertoire, misspelt ones are mended. */
export function codecsOf(charset: readonly string[]): CodecName[] {
  if (charset.length === 0) return ['iso8859'];
  if (STAND_ALONE.has(charset[0]!)) return [codecOf(charset[0]!)];
  return charset.filter((term, index) => index === 0 || !STAND_ALONE.has(term)).map(codecOf);
}

function codecOf(term: string): CodecName {
  const known = Object.hasOwn(TERMS, term) ? TERMS[term] : undefined;
  if (known !== undefined) return known;
  if (/^ISO[^_]IR/.test(term)) return TERMS[`ISO_IR${term.slice(6)}`] ?? 'iso8859';
  if (/^ISO.2022.IR./.test(term)) return TERMS[`ISO 2022 IR ${term.slice(12)}`] ?? 'iso8859';
  return ENCODING_NAMES.get(term.toLowerCase().replaceAll(/[-_ ]/g, '')) ?? 'iso8859';
}
