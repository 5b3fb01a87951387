import type { DicomFile, Place } from '@deidbench/dicom';

interface Decoded {
  vr: string;
  bigEndian: boolean;
  charset: readonly string[];
  bytes: Uint8Array;
  text: string;
}

/** Longer values are decoded each time. */
const LONGEST = 512;
const PATHS_LIMIT = 5_000;

/** The last value decoded at each path: in a series most files hold the same bytes there. */
const last = new Map<string, Decoded>();

/** Values whose text depends on their own VR, bytes and character set alone: no sequences, no VRs that other elements settle. */
const isPlain = ({ element }: Place): boolean =>
  element.vr.length === 2 && element.vr !== 'SQ' && element.vr !== 'UN' && element.items === undefined && element.length <= LONGEST;

const isHere = (file: DicomFile, { element }: Place): boolean => element.valueOffset + element.length <= file.bytes.length;

const sameTerms = (a: readonly string[], b: readonly string[]): boolean =>
  a === b || (a.length === b.length && a.every((term, i) => term === b[i]));

function sameBytes(known: Uint8Array, bytes: Uint8Array, from: number): boolean {
  for (let i = 0; i < known.length; i += 1) if (known[i] !== bytes[from + i]) return false;
  return true;
}

/** The text of a value when the last file had the same bytes at this path. */
export function decodedBefore(file: DicomFile, path: string, place: Place): string | undefined {
  const known = last.get(path);
  const { element, item } = place;
  if (known === undefined || known.vr !== element.vr || known.bytes.length !== element.length) return undefined;
  if (!isPlain(place) || !isHere(file, place)) return undefined;
  if (known.bigEndian !== item.bigEndian || !sameTerms(known.charset, item.charset)) return undefined;
  return sameBytes(known.bytes, file.bytes, element.valueOffset) ? known.text : undefined;
}

export function rememberDecoded(file: DicomFile, path: string, place: Place, text: string): void {
  if (!isPlain(place) || !isHere(file, place)) return;
  if (last.size >= PATHS_LIMIT) last.clear();
  const { element, item } = place;
  const bytes = file.bytes.slice(element.valueOffset, element.valueOffset + element.length);
  last.set(path, { vr: element.vr, bigEndian: item.bigEndian, charset: item.charset, bytes, text });
}
