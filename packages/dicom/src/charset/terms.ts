import type { CodecName } from './codec.ts';

/** Defined terms of Specific Character Set (PS3.3 C.12.1.1.2), with the aliases that pydicom 2.2.1 knows. */
const TERMS: Readonly<Record<string, CodecName>> = {
  '': 'iso8859',
  'ISO_IR 6': 'iso8859',
  'ISO_IR 13': 'shift_jis',
  'ISO_IR 100': 'iso8859',
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
  'ISO 2022 IR 100': 'iso8859',
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

/** Names of encodings that some writers put instead of a defined term. */
const ENCODING_NAMES: Readonly<Record<string, CodecName>> = {
  utf8: 'utf-8',
  utf: 'utf-8',
  latin1: 'iso8859',
  iso88591: 'iso8859',
  ascii: 'iso8859',
  usascii: 'iso8859',
  shiftjis: 'shift_jis',
  sjis: 'shift_jis',
  euckr: 'euc-kr',
  gb2312: 'gb2312',
  gbk: 'gbk',
  gb18030: 'gb18030',
};

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
  return ENCODING_NAMES[term.toLowerCase().replaceAll(/[-_ ]/g, '')] ?? 'iso8859';
}
