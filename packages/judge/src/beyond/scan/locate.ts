import { effectiveVr, walk, type DicomElement, type DicomFile, type DicomItem } from '@deidbench/dicom';
import type { Place } from '@deidbench/core/model';
import { endOfPixels, isBelowPixels } from '../../unit/behind-pixels.ts';
import { placeOf } from '../../severity/place.ts';

/** Where a byte of a file stands. */
export interface Spot {
  /** Tag path as in the key, or the name of the place. */
  at: string;
  place: Place;
  /** VR by which the value is read; empty where there is no element. */
  vr: string;
  element: DicomElement | undefined;
  item: DicomItem | undefined;
  /** True for a copy of an element that a later one of the same tag hides. */
  doubled: boolean;
}

interface Span extends Spot {
  from: number;
  to: number;
  /** First NUL of the value, once it was looked for. */
  nul?: number;
}

const TEXT_VRS = new Set(['AE', 'AS', 'CS', 'DA', 'DS', 'DT', 'IS', 'LO', 'LT', 'PN', 'SH', 'ST', 'TM', 'UC', 'UI', 'UR', 'UT']);
const BITMAPS = /\((?:7fe0,00(?:08|09|10)|60[0-9a-f]{2},3000|50[0-9a-f]{2},3000)\)>?$/u;
const PIXELS = 0x7fe00010;
const TRAILING_PADDING = 0xfffcfffc;

/** Tells the place of any bytes of a file: element, preamble, file meta, padding, what follows the data set. Built when a file has its first hit. */
class FileMap {
  readonly #file: DicomFile;
  readonly #spans: Span[];

  constructor(file: DicomFile) {
    this.#file = file;
    this.#spans = [...metaSpans(file), ...dataSpans(file)].toSorted((a, b) => a.from - b.from);
  }

  /** The place of a run of bytes: that of its middle, as UTF-16 of either order may be read from one byte too early. */
  spotOf(start: number, length: number): Spot {
    const offset = start + (length >>> 1);
    const { trailing, hasPreamble } = this.#file;
    if (hasPreamble && offset < 132) return named('preamble');
    if (trailing.length > 0 && offset >= trailing.offset) return named('trailing');
    const span = this.#spanAt(offset);
    if (span === undefined) return named('padding');
    if (span.element?.tag === TRAILING_PADDING) return { ...span, ...named('trailing') };
    if (span.doubled) return { ...span, place: 'hidden' };
    if (BITMAPS.test(span.at)) return { ...span, place: 'hidden' };
    return TEXT_VRS.has(span.vr) && this.#isBehindNul(span, start) ? { ...span, place: 'hidden' } : span;
  }

  /** Readers stop at a NUL; what stands behind it is hidden. */
  #isBehindNul(span: Span, offset: number): boolean {
    if (span.nul === undefined) {
      const at = this.#file.bytes.subarray(span.from, span.to).indexOf(0);
      span.nul = at < 0 ? Infinity : span.from + at;
    }
    return span.nul < offset;
  }

  #spanAt(offset: number): Span | undefined {
    let [low, high] = [0, this.#spans.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#spans[middle]!.from <= offset) low = middle + 1;
      else high = middle;
    }
    const span = this.#spans[low - 1];
    return span !== undefined && offset < span.to ? span : undefined;
  }
}

/** Tells the place of bytes of a file; its map is made when it is first asked. */
export type SpotAt = (offset: number, length: number) => Spot;

export function spotsOf(file: DicomFile): SpotAt {
  let map: FileMap | undefined;
  return (offset, length) => (map ??= new FileMap(file)).spotOf(offset, length);
}

export type Range = readonly [from: number, to: number];

/** All but the samples, which are most of a file and give numbers by chance. */
export function aroundPixels({ bytes, dataset }: DicomFile): Range[] {
  const pixels = dataset.elements.find(({ tag }) => tag === PIXELS);
  if (pixels === undefined) return [[0, bytes.length]];
  return [
    [0, pixels.valueOffset],
    [pixels.valueOffset + pixels.length, bytes.length],
  ];
}

const named = (at: string): Spot => ({ at, place: placeOf(at), vr: '', element: undefined, item: undefined, doubled: false });

function metaSpans(file: DicomFile): Span[] {
  return file.meta.map((element) => {
    const at = `<(${hex(element.tag >>> 16)},${hex(element.tag & 0xffff)})>`;
    const { valueOffset: from, length } = element;
    return { at, place: 'plain', vr: element.vr, element, item: undefined, doubled: false, from, to: from + length };
  });
}

function dataSpans(file: DicomFile): Span[] {
  const spans: Span[] = [];
  const end = endOfPixels(file);
  const last = new Map<DicomItem, Map<number, DicomElement>>();
  walk(file, (element, item, at) => {
    if (element.items !== undefined) return;
    let tags = last.get(item);
    if (tags === undefined) last.set(item, (tags = new Map(item.elements.map((e) => [e.tag, e]))));
    const doubled = tags.get(element.tag) !== element;
    const { valueOffset: from, length } = element;
    const vr = effectiveVr(file, item, element);
    if (element.offset >= end && isBelowPixels(element.tag)) spans.push({ ...named('trailing'), from: element.offset, to: from + length });
    else spans.push({ at, place: placeIn(at, vr), vr, element, item, doubled, from, to: from + length });
  });
  return spans;
}

/** No viewer shows a public element whose VR is unknown. */
function placeIn(at: string, vr: string): Place {
  const place = placeOf(at);
  return vr === 'UN' && (place === 'plain' || place === 'nested') ? 'hidden' : place;
}

const hex = (value: number): string => value.toString(16).padStart(4, '0');
