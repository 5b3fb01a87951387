import { effectiveVr, stringValues, walk, type DicomFile, type DicomProblem } from '@deidbench/dicom';
import type { Place } from '@deidbench/core/model';
import { placeOf } from '../../severity/place.ts';
import { textOf } from '../../unit/text.ts';
import { findIdentifiers, findWords, type Hit } from './find.ts';
import { inflateBudget, inflatedParts, type InflateBudget } from './inflate.ts';
import { aroundPixels, spotsOf, type Range, type SpotAt } from './locate.ts';
import type { PatientPatterns } from './patterns.ts';

/** An identifier found in a file, with its place. */
export interface FileHit extends Omit<Hit, 'encoding' | 'offset' | 'length'> {
  encoding?: Hit['encoding'];
  /** Tag path as in the key, or the name of the place. */
  at: string;
  place: Place;
  /** The text as it was found, or the value around it; empty where it was compressed. */
  found: string;
  /** VR of the element around it; empty for none. */
  vr: string;
}

const WORD_VRS = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
const BLOB_VRS = new Set(['OB', 'UN', 'OW']);
const PIXELS = 0x7fe00010;
const DOCUMENT = '<(0042,0011)';
const PREAMBLE = 128;

/**
 * Every identifier in any byte of a file: as it stands, as a short word of a text, and inside what is compressed, as far as `budget` goes.
 * Of `others` what stands around the pixels and inside what is compressed.
 */
export function* scanFile(
  patterns: PatientPatterns,
  file: DicomFile,
  budget = inflateBudget(),
  others?: PatientPatterns,
): Iterable<FileHit> {
  const spotOf = spotsOf(file);
  for (const hit of inBytes(patterns, file, spotOf)) if (hit.identifier.kind !== 'uid' || !NO_INSTANCE.test(hit.at)) yield hit;
  yield* inTexts(patterns, file);
  if (others) for (const range of aroundPixels(file)) yield* inBytes(others, file, spotOf, range);
  yield* inCompressed(others ? [patterns, others] : [patterns], file, budget);
  yield* atEdges(patterns, file);
}

/** Every identifier in the bytes of a file that is no DICOM instance: a log, a list, an archive, a file without its prefix. */
export function* scanBytes(patterns: PatientPatterns, bytes: Uint8Array, budget = inflateBudget()): Iterable<FileHit> {
  const where = { at: OTHER_FILE, place: placeOf(OTHER_FILE), vr: '' } as const;
  for (const hit of findIdentifiers(patterns, bytes, () => '')) yield { ...hit, ...where, found: hit.text };
  for (const part of inflatedParts(bytes, budget))
    for (const hit of findIdentifiers(patterns, part, () => '')) yield { ...hit, ...where, found: '' };
  if (patterns.words.size > 0 && bytes.length <= MOST_TEXT)
    for (const hit of findWords(patterns, Buffer.from(bytes).toString('utf8'))) yield { ...hit, ...where, found: hit.text };
}

const OTHER_FILE = 'other file';
/** Larger files that are no DICOM are no text. */
const MOST_TEXT = 16 * 1024 * 1024;

/** UIDs of classes, syntaxes, implementations, schemes and resources: a program that names itself as creator of an instance too leaks nothing. */
const NO_INSTANCE =
  /\((?:0002,0002|0002,0010|0002,0012|0002,0100|0008,0016|0008,0062|0008,010c|0008,010d|0008,0117|0008,0118|0008,1150|0008,115a)\)>$/u;

function* inBytes(
  patterns: PatientPatterns,
  { bytes }: DicomFile,
  spotOf: SpotAt,
  [from, to]: Range = [0, bytes.length],
): Iterable<FileHit> {
  for (const hit of findIdentifiers(patterns, bytes.subarray(from, to), (offset, length) => spotOf(from + offset, length).vr)) {
    const offset = from + hit.offset;
    const { at, place, vr } = spotOf(offset, hit.length);
    yield { ...hit, at, place, vr, found: foundText(hit, bytes.subarray(offset, offset + hit.length)) };
  }
}

/** As it stands where its bytes are its characters; else as it reads. Bytes of another set look like signs, which no mask would hide. */
const foundText = ({ encoding, text }: Hit, bytes: Uint8Array): string =>
  encoding === 'ASCII' ? Buffer.from(bytes).toString('latin1') : text;

/** Short names by word. */
function inTexts(patterns: PatientPatterns, file: DicomFile): FileHit[] {
  const hits: FileHit[] = [];
  if (patterns.words.size === 0) return hits;
  walk(file, (element, item, at) => {
    if (element.items !== undefined || element.tag === PIXELS) return;
    const vr = effectiveVr(file, item, element);
    if (!WORD_VRS.has(vr)) return;
    const found = textOf(file, item, element);
    for (const hit of findWords(patterns, stringValues(file, item, element).join('\\')))
      hits.push({ ...hit, at, place: placeOf(at), found, vr });
  });
  return hits;
}

/** What is compressed inside values and behind the data set. */
function inCompressed(wanted: readonly PatientPatterns[], file: DicomFile, budget: InflateBudget): FileHit[] {
  const hits: FileHit[] = [];
  const look = (at: string, place: FileHit['place'], vr: string, offset: number, length: number): void => {
    for (const part of inflatedParts(file.bytes.subarray(offset, offset + length), budget))
      for (const hit of wanted.flatMap((patterns) => findIdentifiers(patterns, part, () => '')))
        hits.push({ ...hit, at, place, found: '', vr });
  };
  const tail = tailOf(file);
  walk(file, (element, item, at) => {
    if (element.items !== undefined || element.tag === PIXELS || element.offset >= tail) return;
    const vr = effectiveVr(file, item, element);
    if (BLOB_VRS.has(vr)) look(at, at.startsWith(DOCUMENT) ? placeOf(at) : 'hidden', vr, element.valueOffset, element.length);
  });
  if (tail < file.bytes.length) look('trailing', 'hidden', '', tail, file.bytes.length - tail);
  return hits;
}

const NO_ELEMENT = new Set<DicomProblem['code']>(['BAD_VR', 'TRUNCATED', 'LENGTH_BEYOND_END', 'UNEXPECTED_DELIMITER']);

/** Where the elements end that can be read: what stands behind the data set may look like the header of one more. */
function tailOf({ trailing, problems }: DicomFile): number {
  const wrong = problems.filter(({ code }) => NO_ELEMENT.has(code)).map(({ offset }) => offset);
  return Math.min(...wrong, trailing.length > 0 ? trailing.offset : Infinity);
}

/** Short names before and behind the data set, and in the file meta information, as words. */
function* atEdges(patterns: PatientPatterns, { bytes, hasPreamble, meta, trailing }: DicomFile): Iterable<FileHit> {
  if (patterns.words.size === 0) return;
  const ranges: (readonly [at: string, offset: number, length: number])[] = [
    ['preamble', 0, hasPreamble ? PREAMBLE : 0],
    ...meta.map(({ tag, valueOffset, length }) => [metaPath(tag), valueOffset, length] as const),
    ['trailing', trailing.offset, trailing.length],
  ];
  for (const [at, offset, length] of ranges) {
    const text = Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');
    for (const hit of findWords(patterns, text)) yield { ...hit, at, place: placeOf(at), found: hit.text, vr: '' };
  }
}

/** Path of an element of the file meta information. */
const metaPath = (tag: number): string => `<(0002,${(tag & 0xffff).toString(16).padStart(4, '0')})>`;
