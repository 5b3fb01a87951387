import { DicomError } from '../errors.ts';
import type { DicomProblem, ReadLimits } from '../types.ts';
import { NeedMore } from './need-more.ts';

/** The bytes of one file, read as numbers in its byte order, with what was found wrong in them. */
export class Cursor {
  readonly bytes: Uint8Array;
  /** Bytes of the whole file; more than `bytes.length` while only its head is here. */
  readonly size: number;
  readonly problems: DicomProblem[] = [];
  readonly limits: ReadLimits;
  bigEndian = false;
  private count = 0;

  constructor(bytes: Uint8Array, size: number, limits: ReadLimits) {
    this.bytes = bytes;
    this.size = size;
    this.limits = limits;
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

  /** Counts an element or item; throws ELEMENT_LIMIT when they are too many. */
  countOne(tag: number, offset: number): void {
    this.count += 1;
    if (this.count <= this.limits.maxElements) return;
    const message = `more than ${this.limits.maxElements} elements: raise maxElements to read this file`;
    throw new DicomError('ELEMENT_LIMIT', message, { tag, offset });
  }
}
