import type { CodecName } from './codec.ts';

/** Escape sequences of PS3.3 tables C.12-3 and C.12-4 behind the ESC byte. */
export const CODE_OF_ESCAPE: Readonly<Record<string, CodecName>> = {
  '(B': 'iso8859',
  '-A': 'iso8859-1',
  ')I': 'shift_jis',
  '(J': 'shift_jis',
  $B: 'jis0208',
  '-B': 'iso8859-2',
  '-C': 'iso8859-3',
  '-D': 'iso8859-4',
  '-F': 'iso8859-7',
  '-G': 'iso8859-6',
  '-H': 'iso8859-8',
  '-L': 'iso8859-5',
  '-M': 'iso8859-9',
  '-T': 'tis-620',
  '$)C': 'euc-kr',
  '$(D': 'jis0212',
  '$)A': 'gb2312',
};

export const ESCAPE_OF_CODE: ReadonlyMap<CodecName, string> = new Map(
  Object.entries(CODE_OF_ESCAPE).map(([escape, name]) => [name, escape]),
);
