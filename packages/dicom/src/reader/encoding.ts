import { KNOWN_VRS } from '../vr.ts';
import type { Cursor } from './cursor.ts';

export const IMPLICIT_LE = '1.2.840.10008.1.2';
export const EXPLICIT_LE = '1.2.840.10008.1.2.1';
export const DEFLATED_LE = '1.2.840.10008.1.2.1.99';
export const EXPLICIT_BE = '1.2.840.10008.1.2.2';

export interface Encoding {
  explicitVr: boolean;
  bigEndian: boolean;
}

/** By the transfer syntax; without one, by the look of the first element. Every unknown syntax is explicit VR little endian (PS3.5 A.4). */
export function encodingOf(cursor: Cursor, syntax: string, at: number): Encoding {
  if (syntax === IMPLICIT_LE) return { explicitVr: false, bigEndian: false };
  if (syntax === EXPLICIT_BE) return { explicitVr: true, bigEndian: true };
  if (syntax !== '') return { explicitVr: true, bigEndian: false };
  cursor.need(Math.min(at + 6, cursor.size));
  if (at + 6 > cursor.bytes.length) return { explicitVr: false, bigEndian: false };
  const vr = String.fromCharCode(cursor.bytes[at + 4]!, cursor.bytes[at + 5]!);
  if (!KNOWN_VRS.has(vr)) return { explicitVr: false, bigEndian: false };
  // Big-endian groups up to 00FF read as 0x0100 and more in little endian.
  return { explicitVr: true, bigEndian: cursor.u16(at) >= 0x400 };
}
