import { DicomError } from '../errors.ts';
import { encodeCoded, type Coded, type EncodeOptions } from './codecs.ts';
import { codingOf } from './syntaxes.ts';
import type { Frame } from './types.ts';

const LOSSY = new Set([
  '1.2.840.10008.1.2.4.50',
  '1.2.840.10008.1.2.4.51',
  '1.2.840.10008.1.2.4.81',
  '1.2.840.10008.1.2.4.91',
  '1.2.840.10008.1.2.4.203',
]);

/**
 * Encodes one frame for a compressed transfer syntax: RLE, JPEG baseline and lossless, JPEG-LS, JPEG 2000, HTJ2K. Answers the bytes and the
 * Photometric Interpretation that the data set must then say. Throws UNKNOWN_SYNTAX, UNWRITABLE.
 */
export function encodeFrame(syntax: string, frame: Frame, options: EncodeOptions = {}): Coded {
  const coding = codingOf(syntax);
  if (coding === undefined)
    throw new DicomError('UNKNOWN_SYNTAX', `no encoder for the transfer syntax ${JSON.stringify(syntax.slice(0, 64))}`);
  const { data } = frame;
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const described = { ...frame, bitsAllocated: data.BYTES_PER_ELEMENT * 8 };
  const coded = encodeCoded(coding, described, bytes, { lossy: LOSSY.has(syntax), ...options });
  return { bytes: coded.bytes, photometric: photometricOf(syntax, frame, coded.photometric) };
}

/** The codecs turn RGB to other colour spaces inside the codestream (PS3.5 8.2.1, 8.2.4). */
function photometricOf(syntax: string, frame: Frame, told: string): string {
  if (frame.samples !== 3 || frame.photometric !== 'RGB') return told;
  if (syntax === '1.2.840.10008.1.2.4.50') return 'YBR_FULL';
  return told;
}
