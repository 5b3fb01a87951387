import { decodeText } from './charset/decode.ts';
import { lookupPrivate, lookupTag } from './dictionary.ts';
import { withoutPadding } from './latin1.ts';
import { elementOf, groupOf, isPrivate, isPrivateCreator, TAG } from './tag.ts';
import type { DicomElement, DicomFile, DicomItem } from './types.ts';

/** The last element of a tag in an item: of doubled tags the last one counts. */
export function findElement(item: DicomItem, tag: number): DicomElement | undefined {
  return item.elements.findLast((element) => element.tag === tag);
}

const creators = new WeakMap<DicomItem, Map<number, string>>();

/** Creator of the element's private block, from the same item, trailing blanks and NULs dropped; `undefined` for none (PS3.5 7.8.1). */
export function privateCreator(file: DicomFile, item: DicomItem, element: DicomElement): string | undefined {
  if (!isPrivate(element.tag)) return undefined;
  const block = elementOf(element.tag) >>> 8;
  if (block === 0) return undefined;
  let known = creators.get(item);
  if (known === undefined) {
    known = new Map();
    for (const { tag, valueOffset, length } of item.elements) {
      if (!isPrivate(tag) || elementOf(tag) > 0xff) continue;
      known.set(tag, withoutPadding(decodeText(file.bytes.subarray(valueOffset, valueOffset + length), item.charset, true)));
    }
    creators.set(item, known);
  }
  const creator = known.get(((element.tag & 0xffff0000) | block) >>> 0);
  return creator === '' ? undefined : creator;
}

/** The VR to read a value by: the stored one, but for UN and ambiguous dictionary VRs (`US or SS`), which are settled as pydicom 2.2.1 does. */
export function effectiveVr(file: DicomFile, item: DicomItem, element: DicomElement): string {
  const vr = statedVr(file, item, element);
  return vr.length > 2 ? settle(file, item, element, vr) : vr;
}

/** The VR by which pydicom 2.2.1 reads a value: as `effectiveVr`, but the ambiguous VRs of some tags stay open (`US or SS`). */
export function vrAsRead(file: DicomFile, item: DicomItem, element: DicomElement): string {
  const vr = statedVr(file, item, element);
  return vr.length > 2 && isSettled(element.tag) ? settle(file, item, element, vr) : vr;
}

/** As stored; of UN the dictionary's where it knows the tag. */
function statedVr(file: DicomFile, item: DicomItem, element: DicomElement): string {
  const { vr, tag, length } = element;
  if (vr !== 'UN') return vr;
  if (element.items !== undefined) return 'SQ';
  const known = isPrivate(tag) ? privateVr(file, item, element) : length < 0xffff ? lookupTag(tag)?.vr : undefined;
  if (known === undefined) return 'UN';
  // The reader has parsed what begins with an item; other bytes are no sequence whatever the dictionary says.
  return known === 'SQ' && length > 0 ? 'UN' : known;
}

const LUT_DATA = 0x00283006;
const SETTLED: ReadonlySet<number> = new Set([
  0x00189810,
  0x00221452,
  0x00280120,
  0x00280121,
  0x00281101,
  0x00281102,
  0x00281103,
  0x00283002,
  0x00409211,
  0x00409216,
  0x00603004,
  0x00603006,
  0x54000110,
  0x54000112,
  0x5400100a,
  0x54001010,
  LUT_DATA,
  TAG.pixelData,
]);

/** Tags whose ambiguous VR pydicom 2.2.1 settles; private and retired ones are not among them. */
const isSettled = (tag: number): boolean =>
  SETTLED.has(tag) || (tag >= 0x00280104 && tag <= 0x00280111) || (tag & 0xffe1ffff) >>> 0 === 0x60003000;

function privateVr(file: DicomFile, item: DicomItem, element: DicomElement): string | undefined {
  if (isPrivateCreator(element.tag)) return 'LO';
  const creator = privateCreator(file, item, element);
  return creator === undefined ? undefined : lookupPrivate(creator, groupOf(element.tag), elementOf(element.tag))?.vr;
}

const LUT_DESCRIPTOR = 0x00283002;
const BITS_ALLOCATED = 0x00280100;
const WAVEFORM_BITS_ALLOCATED = 0x54001004;

function settle(file: DicomFile, item: DicomItem, element: DicomElement, vr: string): string {
  if (element.tag === TAG.pixelData && element.undefinedLength) return 'OB';
  if (vr === 'OB or OW') {
    if (!item.explicitVr) return 'OW';
    const bits = firstNumber(
      file,
      item,
      isPrivate(element.tag) || element.tag === TAG.pixelData ? BITS_ALLOCATED : WAVEFORM_BITS_ALLOCATED,
    );
    return bits !== undefined && bits > 8 ? 'OW' : 'OB';
  }
  if (vr.startsWith('US or SS')) return isSigned(file, item) ? 'SS' : 'US';
  if (vr === 'US or OW') return element.tag === LUT_DATA && firstNumber(file, item, LUT_DESCRIPTOR) === 1 ? 'US' : 'OW';
  return 'OW';
}

/** Pixel Representation of the item, else of the nearest one around it. */
function isSigned(file: DicomFile, item: DicomItem): boolean {
  for (let at: DicomItem | undefined = item; at !== undefined; at = at.parent) {
    const value = firstNumber(file, at, TAG.pixelRepresentation);
    if (value !== undefined) return value !== 0;
  }
  return false;
}

const firstNumbers = new WeakMap<DicomItem, Map<number, number | undefined>>();

/** Kept per item: files may have any number of elements that ask for it. */
function firstNumber(file: DicomFile, item: DicomItem, tag: number): number | undefined {
  let known = firstNumbers.get(item);
  if (known === undefined) firstNumbers.set(item, (known = new Map()));
  if (!known.has(tag)) known.set(tag, readFirstNumber(file, item, tag));
  return known.get(tag);
}

function readFirstNumber(file: DicomFile, item: DicomItem, tag: number): number | undefined {
  const element = findElement(item, tag);
  if (element === undefined || element.length < 2) return undefined;
  const first = file.bytes[element.valueOffset];
  const second = file.bytes[element.valueOffset + 1];
  if (first === undefined || second === undefined) return undefined;
  return item.bigEndian ? (first << 8) | second : first | (second << 8);
}
