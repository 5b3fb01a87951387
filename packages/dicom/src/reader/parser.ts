import { lookupPrivate, lookupTag } from '../dictionary.ts';
import { DicomError } from '../errors.ts';
import { unpadded } from '../latin1.ts';
import { elementOf, formatTag, groupOf, isPrivate, isPrivateCreator, TAG } from '../tag.ts';
import type { DicomElement, DicomItem, DicomProblem, ReadLimits } from '../types.ts';
import { KNOWN_VRS, LONG_VRS } from '../vr.ts';
import { readCharset } from './charset-element.ts';
import { parseFragments } from './fragments.ts';
import { NeedMore } from './need-more.ts';

const UNDEFINED = 0xffffffff;
const MAX_UN_AS_PUBLIC = 0xffff;

/** Where a run of elements ends: `end` is where it should, `limit` the last byte that its values may reach. */
export interface Bounds {
  end: number;
  limit: number;
}

interface Header {
  tag: number;
  vr: string;
  /** VR bytes that no VR has. */
  unknownVr: boolean;
  valueOffset: number;
  length: number;
}

const vrNames: string[] = [];

/** Parses elements, items and sequences out of one buffer. One instance reads one file. */
export class Parser {
  readonly bytes: Uint8Array;
  /** Bytes of the whole file; more than `bytes.length` while only its head is here. */
  readonly size: number;
  readonly problems: DicomProblem[] = [];
  private readonly limits: ReadLimits;
  private readonly headOnly: boolean;
  private count = 0;
  bigEndian = false;

  constructor(bytes: Uint8Array, size: number, limits: ReadLimits, headOnly: boolean) {
    this.bytes = bytes;
    this.size = size;
    this.limits = limits;
    this.headOnly = headOnly;
  }

  problem(code: DicomProblem['code'], tag: number | undefined, offset: number, message: string): void {
    if (this.problems.length < 100) this.problems.push({ code, tag, offset, message });
  }

  /** Throws `NeedMore` when the head at hand does not reach `end` although the file does. */
  need(end: number): void {
    if (end > this.bytes.length && this.bytes.length < this.size) throw NeedMore;
  }

  u16(at: number): number {
    const b = this.bytes;
    return this.bigEndian ? (b[at]! << 8) | b[at + 1]! : b[at]! | (b[at + 1]! << 8);
  }

  u32(at: number): number {
    return this.bigEndian ? this.u16(at) * 0x10000 + this.u16(at + 2) : this.u16(at) + this.u16(at + 2) * 0x10000;
  }

  tagAt(at: number): number {
    return this.u16(at) * 0x10000 + this.u16(at + 2);
  }

  /** Implicit VR when the two bytes after the first tag are no capital letters (PS3.5 6.2.2 note; tools do it in sequences). */
  looksImplicit(at: number, assumed: boolean): boolean {
    this.need(Math.min(at + 6, this.size));
    if (at + 6 > this.bytes.length) return assumed;
    const isCapital = (byte: number): boolean => byte > 0x40 && byte < 0x5b;
    return !(isCapital(this.bytes[at + 4]!) && isCapital(this.bytes[at + 5]!));
  }

  /** The data set from `at` to the end of the file. Answers the position behind its last element. */
  dataset(item: DicomItem, at: number): number {
    this.bigEndian = item.bigEndian;
    return this.elements(item, at, { end: this.size, limit: this.size }, 0);
  }

  /** Elements of `item` from `at`. Stops at an Item Delimitation Item, which is consumed. */
  elements(item: DicomItem, at: number, bounds: Bounds, depth: number, stop?: (tag: number) => boolean): number {
    while (at < bounds.end) {
      if (at + 8 > bounds.limit) {
        if (!stop) this.problem('TRUNCATED', undefined, at, 'the last element has no whole header');
        return at;
      }
      this.need(at + 8);
      const tag = this.tagAt(at);
      if (stop?.(tag)) return at;
      if (tag === TAG.itemEnd) {
        if (depth === 0) this.problem('UNEXPECTED_DELIMITER', tag, at, 'an item ends outside any sequence: reading stops here');
        return depth === 0 ? at : at + 8;
      }
      if (tag === TAG.sequenceEnd) {
        this.problem('UNEXPECTED_DELIMITER', tag, at, 'a sequence ends where none is open');
        if (depth > 0) return at;
        at += 8;
        continue;
      }
      const header = this.header(item, tag, at, bounds.limit);
      if (header === undefined) return at;
      at = this.element(item, header, at, bounds, depth);
    }
    return at;
  }

  private header(item: DicomItem, tag: number, at: number, limit: number): Header | undefined {
    if (!item.explicitVr) {
      return { tag, vr: implicitVr(tag), unknownVr: false, valueOffset: at + 8, length: this.u32(at + 4) };
    }
    const first = this.bytes[at + 4]!;
    const second = this.bytes[at + 5]!;
    const code = (first << 8) | second;
    if (code < 0x4141 || code > 0x5a5a) {
      this.problem('BAD_VR', tag, at, `${formatTag(tag)} has no VR in explicit VR: read as implicit`);
      return { tag, vr: implicitVr(tag), unknownVr: false, valueOffset: at + 8, length: this.u32(at + 4) };
    }
    const vr = (vrNames[code] ??= String.fromCharCode(first, second));
    if (!LONG_VRS.has(vr)) {
      const unknownVr = !KNOWN_VRS.has(vr);
      if (unknownVr) this.problem('BAD_VR', tag, at, `${formatTag(tag)} has an unknown VR`);
      return { tag, vr, unknownVr, valueOffset: at + 8, length: this.u16(at + 6) };
    }
    if (at + 12 > limit) {
      this.problem('TRUNCATED', tag, at, `${formatTag(tag)} has no whole header`);
      return undefined;
    }
    this.need(at + 12);
    return { tag, vr, unknownVr: false, valueOffset: at + 12, length: this.u32(at + 8) };
  }

  private element(item: DicomItem, header: Header, offset: number, bounds: Bounds, depth: number): number {
    const { tag, vr, valueOffset, length } = header;
    this.count += 1;
    if (this.count > this.limits.maxElements) {
      throw new DicomError('ELEMENT_LIMIT', `more than ${this.limits.maxElements} elements: raise maxElements to read this file`, {
        tag,
        offset,
      });
    }
    const element: DicomElement = { tag, vr, offset, valueOffset, length, undefinedLength: length === UNDEFINED };
    item.elements.push(element);
    if (length === UNDEFINED) return this.undefinedValue(item, element, bounds.limit, depth);
    let end = valueOffset + length;
    if (end > bounds.limit) {
      this.problem('TRUNCATED', tag, offset, `${formatTag(tag)} says ${length} bytes, ${bounds.limit - valueOffset} are there`);
      end = bounds.limit;
      element.length = Math.max(0, end - valueOffset);
    } else if (end > bounds.end) {
      this.problem('LENGTH_BEYOND_END', tag, offset, `${formatTag(tag)} reaches beyond its item`);
    }
    if (this.isSequence(item, element, vr)) this.sequence(item, element, valueOffset, { end, limit: end }, depth);
    else if (!(this.headOnly && depth === 0 && isPixels(tag))) this.need(end);
    if (tag === TAG.charset) item.charset = readCharset(this.bytes.subarray(valueOffset, end));
    return Math.max(end, valueOffset);
  }

  private isSequence(item: DicomItem, element: DicomElement, vr: string): boolean {
    if (vr === 'SQ') return true;
    if (vr !== 'UN' || element.length < 8) return false;
    const known = isPrivate(element.tag)
      ? privateVr(item, element.tag, this.bytes)
      : element.length < MAX_UN_AS_PUBLIC
        ? lookupTag(element.tag)?.vr
        : undefined;
    if (known !== 'SQ') return false;
    this.need(element.valueOffset + 8);
    return this.tagAt(element.valueOffset) === TAG.item;
  }

  private undefinedValue(item: DicomItem, element: DicomElement, limit: number, depth: number): number {
    const { tag, vr, valueOffset } = element;
    const asSequence = vr === 'SQ' || (vr === 'UN' && (item.explicitVr || this.startsWithItem(valueOffset, limit)));
    if (asSequence) {
      const end = this.sequence(item, element, valueOffset, { end: UNDEFINED, limit }, depth);
      return end;
    }
    const found = parseFragments(this, valueOffset, limit, tag);
    element.length = found.length;
    if (found.fragments) element.fragments = found.fragments;
    return found.next;
  }

  private startsWithItem(at: number, limit: number): boolean {
    if (at + 8 > limit) return false;
    this.need(at + 8);
    return this.tagAt(at) === TAG.item;
  }

  /** Items from `at`; sets items and length of `element`. Answers the position behind the sequence. */
  private sequence(item: DicomItem, element: DicomElement, at: number, bounds: Bounds, depth: number): number {
    if (depth + 1 > this.limits.maxDepth) {
      throw new DicomError('DEPTH_LIMIT', `sequences nest deeper than ${this.limits.maxDepth}`, {
        tag: element.tag,
        offset: element.offset,
      });
    }
    const items: DicomItem[] = [];
    element.items = items;
    const start = at;
    const limit = Math.min(bounds.end, bounds.limit);
    while (at < limit) {
      if (at + 8 > limit) {
        this.problem('TRUNCATED', element.tag, at, `${formatTag(element.tag)} ends inside an item's header`);
        at = limit;
        break;
      }
      this.need(at + 8);
      const tag = this.tagAt(at);
      const length = this.u32(at + 4);
      if (tag === TAG.sequenceEnd) {
        element.length = element.undefinedLength ? at - start : element.length;
        return at + 8;
      }
      if (tag !== TAG.item) {
        this.problem(
          'UNEXPECTED_DELIMITER',
          element.tag,
          at,
          `${formatTag(element.tag)} holds ${formatTag(tag)} where an item should begin`,
        );
        break;
      }
      at = this.item(item, items, at, length, limit, depth);
    }
    if (element.undefinedLength) {
      element.length = at - start;
      if (at >= limit) this.problem('TRUNCATED', element.tag, at, `${formatTag(element.tag)} has no end`);
    }
    return at;
  }

  private item(parent: DicomItem, items: DicomItem[], at: number, length: number, limit: number, depth: number): number {
    this.count += 1;
    if (this.count > this.limits.maxElements) {
      throw new DicomError('ELEMENT_LIMIT', `more than ${this.limits.maxElements} elements: raise maxElements to read this file`, {
        offset: at,
      });
    }
    const start = at + 8;
    let end = length === UNDEFINED ? limit : start + length;
    if (end > limit) {
      this.problem('LENGTH_BEYOND_END', TAG.item, at, `an item says ${length} bytes, ${limit - start} are there`);
      end = limit;
    }
    const explicitVr = parent.explicitVr && start < end && !this.looksImplicit(start, false);
    const item: DicomItem = {
      elements: [],
      offset: at,
      length: 0,
      undefinedLength: length === UNDEFINED,
      explicitVr: start < end ? explicitVr : parent.explicitVr,
      bigEndian: parent.bigEndian,
      charset: parent.charset,
      parent,
    };
    items.push(item);
    const next = start < end ? this.elements(item, start, { end, limit }, depth + 1) : start;
    item.length = next - start;
    if (length === UNDEFINED && next - start >= 8 && this.tagAt(next - 8) === TAG.itemEnd) item.length -= 8;
    return length === UNDEFINED ? next : Math.max(next, end);
  }
}

const isPixels = (tag: number): boolean => tag === TAG.pixelData || tag === TAG.floatPixelData || tag === TAG.doublePixelData;

function implicitVr(tag: number): string {
  if (tag === TAG.pixelData) return 'OW';
  const entry = lookupTag(tag);
  if (entry !== undefined) return entry.vr;
  if (isPrivate(tag)) return isPrivateCreator(tag) ? 'LO' : 'UN';
  return elementOf(tag) === 0 ? 'UL' : 'UN';
}

/** The private dictionary's VR by the creator in the same item, read so far. */
function privateVr(item: DicomItem, tag: number, bytes: Uint8Array): string | undefined {
  const block = elementOf(tag) >>> 8;
  if (block === 0) return undefined;
  const creatorTag = (tag & 0xffff0000) + block;
  const creator = item.elements.findLast((element) => element.tag === creatorTag >>> 0);
  if (creator === undefined) return undefined;
  const name = unpadded(bytes, creator.valueOffset, creator.length);
  return lookupPrivate(name, groupOf(tag), elementOf(tag))?.vr;
}
