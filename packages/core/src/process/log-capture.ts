import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import type { Readable } from 'node:stream';

/** Bytes kept of a tool's output: half from its beginning, half from its end, where errors stand. */
export const LOG_CAP = 1024 * 1024;

/** What a call may say at least, however much those before it said. */
const LEAST = 8 * 1024;

/** Keeps the beginning and the end of what streams give, in a file, however much they give. */
export class LogCapture {
  readonly #descriptor: number;
  readonly #half: number;
  #head = 0;
  #headEnd: Buffer = Buffer.alloc(0);
  #tail: Buffer[] = [];
  #tailBytes = 0;
  #dropped = 0;

  /** Goes on in a file that is there: several calls of a tool share one log and its cap. @throws the file system's error. */
  constructor(file: string, cap = LOG_CAP) {
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#half = Math.floor(Math.max(cap - fstatSync(this.#descriptor).size, LEAST) / 2);
  }

  /** Reads a stream to its end; a stream that is destroyed just stops. */
  follow(stream: Readable): void {
    stream.on('data', (chunk: Buffer) => this.#take(chunk));
    stream.on('error', () => undefined);
  }

  /** The last bytes that came, as text. */
  lastWords(bytes = 4096): string {
    return Buffer.concat([this.#headEnd, ...this.#tail])
      .subarray(-bytes)
      .toString('utf8');
  }

  /** Writes the kept end, with a line that says how much was left out before it. */
  close(): void {
    const tail = Buffer.concat(this.#tail);
    const kept = tail.subarray(Math.max(0, tail.length - this.#half));
    const dropped = this.#dropped + tail.length - kept.length;
    if (dropped > 0) this.#write(Buffer.from(`\n[… ${dropped} bytes left out …]\n`));
    this.#write(kept);
    closeSync(this.#descriptor);
  }

  #take(chunk: Buffer): void {
    const first = chunk.subarray(0, this.#half - this.#head);
    this.#head += first.length;
    this.#write(first);
    if (first.length > 0) this.#headEnd = Buffer.concat([this.#headEnd, first]).subarray(-4096);
    const rest = chunk.subarray(first.length);
    if (rest.length === 0) return;
    // A copy: a slice would keep the whole chunk in memory.
    this.#tail.push(Buffer.from(rest));
    this.#tailBytes += rest.length;
    while (this.#tailBytes - (this.#tail[0]?.length ?? 0) >= this.#half) {
      const oldest = this.#tail.shift()?.length ?? 0;
      this.#tailBytes -= oldest;
      this.#dropped += oldest;
    }
  }

  #write(bytes: Buffer): void {
    try {
      if (bytes.length > 0) writeSync(this.#descriptor, bytes);
    } catch {
      // A full disk costs the log, not the attempt: the watch on the disk ends that.
    }
  }
}
