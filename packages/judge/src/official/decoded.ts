import type { DicomFile, Place } from '@deidbench/dicom';

interface Decoded {
  vr: string;
  bigEndian: boolean;
  charset: string;
  bytes: Buffer;
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

const valueOf = (file: DicomFile, { element }: Place): Buffer =>
  Buffer.from(file.bytes.buffer, file.bytes.byteOffset + element.valueOffset, element.length);

const isHere = (file: DicomFile, { element }: Place): boolean => element.valueOffset + element.length <= file.bytes.length;

/** The text of a value when the last file had the same bytes at this path. */
export function decodedBefore(file: DicomFile, path: string, place: Place): string | undefined {
  const known = last.get(path);
  if (known === undefined || known.vr !== place.element.vr || known.bytes.length !== place.element.length) return undefined;
  if (!isPlain(place) || !isHere(file, place)) return undefined;
  if (known.bigEndian !== place.item.bigEndian || known.charset !== place.item.charset.join('\\')) return undefined;
  return known.bytes.equals(valueOf(file, place)) ? known.text : undefined;
}

export function rememberDecoded(file: DicomFile, path: string, place: Place, text: string): void {
  if (!isPlain(place) || !isHere(file, place)) return;
  if (last.size >= PATHS_LIMIT) last.clear();
  const { element, item } = place;
  last.set(path, {
    vr: element.vr,
    bigEndian: item.bigEndian,
    charset: item.charset.join('\\'),
    bytes: Buffer.from(valueOf(file, place)),
    text,
  });
}
