import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../reader/encoding.ts';

export type Coding = 'rle' | 'jpeg' | 'jpeg-ls' | 'jpeg-2000' | 'htj2k';

const CODINGS: Readonly<Record<string, Coding>> = {
  '1.2.840.10008.1.2.5': 'rle',
  '1.2.840.10008.1.2.4.50': 'jpeg',
  '1.2.840.10008.1.2.4.51': 'jpeg',
  '1.2.840.10008.1.2.4.53': 'jpeg',
  '1.2.840.10008.1.2.4.55': 'jpeg',
  '1.2.840.10008.1.2.4.57': 'jpeg',
  '1.2.840.10008.1.2.4.70': 'jpeg',
  '1.2.840.10008.1.2.4.80': 'jpeg-ls',
  '1.2.840.10008.1.2.4.81': 'jpeg-ls',
  '1.2.840.10008.1.2.4.90': 'jpeg-2000',
  '1.2.840.10008.1.2.4.91': 'jpeg-2000',
  '1.2.840.10008.1.2.4.201': 'htj2k',
  '1.2.840.10008.1.2.4.202': 'htj2k',
  '1.2.840.10008.1.2.4.203': 'htj2k',
};

/** How frames of a transfer syntax are coded; `undefined` for native, video and unknown ones. */
export const codingOf = (syntax: string): Coding | undefined => (Object.hasOwn(CODINGS, syntax) ? CODINGS[syntax] : undefined);

const NATIVE = new Set(['', IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_LE]);

export const isNative = (syntax: string): boolean => NATIVE.has(syntax);

/** MPEG-2, MPEG-4, HEVC, SMPTE ST 2110: PS3.5 A.4.5–A.4.12, A.6. */
export const isVideo = (syntax: string): boolean => /^1\.2\.840\.10008\.1\.2\.(?:4\.10[0-8](?:\.1)?|7\.[123])$/.test(syntax);
