/**
 * One coded character set. Strict decoding answers `undefined` for bytes that have no character; loose decoding puts U+FFFD. As
 * Python: without the vendors' characters that its codecs lack.
 */
export interface Codec {
  name: string;
  decode(bytes: Uint8Array, strict: boolean, asPython?: boolean): string | undefined;
  /** Bytes of one character, `undefined` when the set lacks it. */
  encode(character: string): Uint8Array | undefined;
}

export type CodecName =
  | 'iso8859'
  | 'iso8859-1'
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
