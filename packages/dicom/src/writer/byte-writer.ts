/** A growing buffer. Numbers are written in the byte order of `bigEndian`. */
export class ByteWriter {
  private bytes = new Uint8Array(4096);
  private view = new DataView(this.bytes.buffer);
  length = 0;
  readonly bigEndian: boolean;

  constructor(bigEndian: boolean) {
    this.bigEndian = bigEndian;
  }

  private room(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const next = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    next.set(this.bytes.subarray(0, this.length));
    this.bytes = next;
    this.view = new DataView(next.buffer);
  }

  u16(value: number): void {
    this.room(2);
    this.view.setUint16(this.length, value, !this.bigEndian);
    this.length += 2;
  }

  u32(value: number): void {
    this.room(4);
    this.view.setUint32(this.length, value, !this.bigEndian);
    this.length += 4;
  }

  patchU32(at: number, value: number): void {
    this.view.setUint32(at, value, !this.bigEndian);
  }

  tag(tag: number): void {
    this.u16(tag >>> 16);
    this.u16(tag & 0xffff);
  }

  raw(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** A view of all that was written. */
  done(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }
}
