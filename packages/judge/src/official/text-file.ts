import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFERED = 1 << 16;

/** A text file written in pieces of 64 K characters. */
export class TextFile {
  private readonly fd: number;
  private pending = '';

  constructor(path: string) {
    this.fd = openSync(path, 'w');
  }

  write(text: string): void {
    this.pending += text;
    if (this.pending.length >= BUFFERED) this.flush();
  }

  close(): void {
    this.flush();
    closeSync(this.fd);
  }

  private flush(): void {
    const bytes = Buffer.from(this.pending, 'utf8');
    for (let at = 0; at < bytes.length;) at += writeSync(this.fd, bytes, at);
    this.pending = '';
  }
}
