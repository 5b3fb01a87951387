import { closeSync, openSync, writeSync } from 'node:fs';

export const PAGE = 4096;
const BUFFERED = 256 * PAGE;

/** Pages of a SQLite file, numbered from 1 and written one behind the other; page 1 comes last. */
export class PageFile {
  private readonly fd: number;
  private readonly buffer = Buffer.alloc(BUFFERED);
  private used = 0;
  /** Pages so far, page 1 included. */
  pages = 1;

  constructor(path: string) {
    this.fd = openSync(path, 'w', 0o666);
    this.write(this.buffer.subarray(0, PAGE), 0);
  }

  /** The next page, zeroed, to be filled before another one is asked for. Answers its number too. */
  next(): { page: Buffer; number: number } {
    if (this.used === BUFFERED) this.flush();
    const page = this.buffer.subarray(this.used, this.used + PAGE);
    page.fill(0);
    this.used += PAGE;
    this.pages += 1;
    return { page, number: this.pages };
  }

  /** A whole page of another buffer as the next one; answers its number. */
  append(bytes: Uint8Array): number {
    if (this.used === BUFFERED) this.flush();
    this.buffer.set(bytes, this.used);
    this.used += PAGE;
    this.pages += 1;
    return this.pages;
  }

  close(first: Buffer): void {
    this.flush();
    this.write(first, 0);
    closeSync(this.fd);
  }

  private flush(): void {
    const end = this.pages * PAGE;
    this.write(this.buffer.subarray(0, this.used), end - this.used);
    this.used = 0;
  }

  private write(bytes: Buffer, position: number): void {
    for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at, bytes.length - at, position + at);
  }
}
