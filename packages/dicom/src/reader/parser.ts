import { lookupPrivate, lookupTag } from '../dictionary.ts';
import { DicomError } from '../errors.ts';
import { unpadded } from '../latin1.ts';
import { elementOf, formatTag, groupOf, isPrivate, isPrivateCreator, TAG } from '../tag.ts';
import type { DicomElement, DicomItem, ReadLimits } from '../types.ts';
import { KNOWN_VRS, LONG_VRS } from '../vr.ts';
import { readCharset } from './charset-element.ts';
import { Cursor } from './cursor.ts';
import { parseFragments, type Peek } from './fragments.ts';

const UNDEFINED = 0xffffffff;
const MAX_UN_AS_PUBLIC = 0xffff;

/** Where a run of elements ends: `end` is where it should, `limit` the last byte that its values may reach. */
export interface Bounds {
  end: number;
  limit: number;
}

/** VRs by their two bytes as one number. */
const VR_FORMS: ({ name: string; long: boolean } | undefined)[] = Array.from({ length: 0x10000 });
for (const name of KNOWN_VRS) VR_FORMS[(name.charCodeAt(0) << 8) | name.charCodeAt(1)] = { name, long: LONG_VRS.has(name) };

/** Two bytes from `AA` to `ZZ`; others are part of an implicit VR length. */
const isVrCode = (code: number): boolean => code >= 0x4141 && code <= 0x5a5a;

/** Parses elements, items and sequences out of one buffer. One instance reads one file. */
export class Parser extends Cursor {
  /** Given for the head of a file: its pixels are left where they are. */
  private readonly peek: Peek | undefined;
  private readonly creators = new Map<DicomItem, Map<number, string>>();
  private readonly withCharset = new Set<DicomItem>();

  constructor(bytes: Uint8Array, size: number, limits: ReadLimits, peek?: Peek) {
    super(bytes, size, limits);
    this.peek = peek;
  }

  /** The data set from `at` to the end of the file, or to the first tag beyond `until`. Answers the position behind its last element. */
  dataset(item: DicomItem, at: number, until?: number): number {
    this.bigEndian = item.bigEndian;
    return this.elements(item, at, { end: this.size, limit: this.size }, 0, until === undefined ? undefined : (tag) => tag > until);
  }

  /** Elements of `item` from `at`. Stops at an Item Delimitation Item, which is consumed. */
  elements(item: DicomItem, at: number, bounds: Bounds, depth: number, stop?: (tag: number) => boolean): number {
    while (at < bounds.end) {
      if (at + 8 > bounds.limit) {
        if (!stop && !(depth === 0 && this.isBehindLast(item, at, bounds.limit))) {
          this.problem('TRUNCATED', undefined, at, 'the last element has no whole header');
        }
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
      const next = this.element(item, tag, at, bounds, depth);
      if (next < 0) return at;
      at = next;
    }
    return at;
  }

  /** Fewer than eight bytes whose group comes before the last element's begin no element: they only lie there. */
  private isBehindLast(item: DicomItem, at: number, limit: number): boolean {
    const last = item.elements.at(-1);
    if (last === undefined || at + 2 > limit) return false;
    this.need(limit);
    return this.u16(at) < last.tag >>> 16;
  }

  /** One element from its header at `offset`. Answers the position behind it, −1 when its header is cut off. */
  private element(item: DicomItem, tag: number, offset: number, bounds: Bounds, depth: number): number {
    this.countOne(tag, offset);
    const code = item.explicitVr ? (this.bytes[offset + 4]! << 8) | this.bytes[offset + 5]! : 0;
    const form = VR_FORMS[code];
    if (form === undefined && item.explicitVr) this.badVr(tag, offset, code);
    const vr = form?.name ?? (isVrCode(code) ? String.fromCharCode(code >> 8, code & 0xff) : implicitVr(tag));
    let valueOffset = offset + 8;
    let length = isVrCode(code) ? this.u16(offset + 6) : this.u32(offset + 4);
    if (form?.long) {
      valueOffset = offset + 12;
      if (valueOffset > bounds.limit) {
        this.problem('TRUNCATED', tag, offset, `${formatTag(tag)} has no whole header`);
        return -1;
      }
      this.need(valueOffset);
      length = this.u32(offset + 8);
    }
    const element: DicomElement = { tag, vr, offset, valueOffset, length, undefinedLength: length === UNDEFINED };
    item.elements.push(element);
    if (length === UNDEFINED) return this.undefinedValue(item, element, bounds.limit, depth);
    return this.definedValue(item, element, bounds, depth);
  }

  private badVr(tag: number, offset: number, code: number): void {
    const what = isVrCode(code) ? 'an unknown VR' : 'no VR in explicit VR: read as implicit';
    this.problem('BAD_VR', tag, offset, `${formatTag(tag)} has ${what}`);
  }

  private definedValue(item: DicomItem, element: DicomElement, bounds: Bounds, depth: number): number {
    const { tag, vr, offset, valueOffset, length } = element;
    let end = valueOffset + length;
    if (end > bounds.limit) {
      this.problem('TRUNCATED', tag, offset, `${formatTag(tag)} says ${length} bytes, ${bounds.limit - valueOffset} are there`);
      end = bounds.limit;
      element.length = Math.max(0, end - valueOffset);
    } else if (end > bounds.end) {
      this.problem('LENGTH_BEYOND_END', tag, offset, `${formatTag(tag)} reaches beyond its item`);
    }
    if (this.isSequence(item, element, vr)) this.sequence(item, element, valueOffset, { end, limit: end }, depth);
    else if (!(this.peek && depth === 0 && isPixels(tag))) this.need(end);
    if (tag === TAG.charset) this.takeCharset(item, readCharset(this.bytes.subarray(valueOffset, end)));
    else if (isPrivate(tag) && elementOf(tag) <= 0xff) this.rememberCreator(item, element);
    return Math.max(end, valueOffset);
  }

  /** Sequences of known length that stand before the first one are read by it too: as pydicom does, which opens those on first use. */
  private takeCharset(item: DicomItem, charset: string[]): void {
    const before = item.charset;
    item.charset = charset;
    if (this.withCharset.has(item)) return;
    this.withCharset.add(item);
    for (const { items, undefinedLength } of item.elements) if (items && !undefinedLength) inherit(items, before, charset);
  }

  private rememberCreator(item: DicomItem, { tag, valueOffset, length }: DicomElement): void {
    let creators = this.creators.get(item);
    if (creators === undefined) this.creators.set(item, (creators = new Map()));
    creators.set(tag, unpadded(this.bytes, valueOffset, length));
  }

  /** The private dictionary's VR by the creator in the same item, read so far. */
  private privateVr(item: DicomItem, tag: number): string | undefined {
    const block = elementOf(tag) >>> 8;
    const creator = block === 0 ? undefined : this.creators.get(item)?.get(((tag & 0xffff0000) | block) >>> 0);
    return creator === undefined ? undefined : lookupPrivate(creator, groupOf(tag), elementOf(tag))?.vr;
  }

  private isSequence(item: DicomItem, element: DicomElement, vr: string): boolean {
    if (vr === 'SQ') return true;
    if (vr !== 'UN' || element.length < 8) return false;
    const known = isPrivate(element.tag)
      ? this.privateVr(item, element.tag)
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
    const found = parseFragments(this, valueOffset, limit, tag, depth === 0 && isPixels(tag) ? this.peek : undefined);
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
        // Within a known length it can only be an item under a wrong tag; else the sequence has lost its end.
        if (element.undefinedLength) break;
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
    this.countOne(TAG.item, at);
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

/** Gives a character set to the items that have another one from around them. */
function inherit(items: readonly DicomItem[], before: readonly string[], charset: string[]): void {
  for (const item of items) {
    if (item.charset !== before) continue;
    item.charset = charset;
    for (const element of item.elements) if (element.items) inherit(element.items, before, charset);
  }
}

/** Pixel Data, Float and Double Float Pixel Data. */
export const isPixels = (tag: number): boolean => tag === TAG.pixelData || tag === TAG.floatPixelData || tag === TAG.doublePixelData;

function implicitVr(tag: number): string {
  if (tag === TAG.pixelData) return 'OW';
  const entry = lookupTag(tag);
  if (entry !== undefined) return entry.vr;
  if (isPrivate(tag)) return isPrivateCreator(tag) ? 'LO' : 'UN';
  return elementOf(tag) === 0 ? 'UL' : 'UN';
}
