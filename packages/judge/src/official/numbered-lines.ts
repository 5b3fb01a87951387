import { closeSync, openSync, readSync, renameSync, writeSync } from 'node:fs';
import { TextFile } from './text-file.ts';

const CHUNK = 1 << 22;
const COMMA = 0x2c;

/**
 * A CSV file whose lines begin with an index and decimals such as `0.0`. Whether a column shows them, or whole numbers, is only known at the end:
 * then the file is written once more with the `.0` of its first decimals left out.
 */
export class NumberedLines {
  private readonly path: string;
  private readonly file: TextFile;
  private readonly header: number;
  /** Bytes of each line. */
  private lengths = new Uint32Array(1024);
  private lines = 0;

  constructor(path: string, header: string) {
    this.path = path;
    this.file = new TextFile(path);
    this.file.write(`${header}\n`);
    this.header = header.length + 1;
  }

  add(numbers: readonly string[], rest: string): void {
    const line = `${numbers.join(',')},${rest}\n`;
    this.file.write(line);
    if (this.lines === this.lengths.length) {
      const longer = new Uint32Array(2 * this.lines);
      longer.set(this.lengths);
      this.lengths = longer;
    }
    this.lengths[this.lines] = Buffer.byteLength(line);
    this.lines += 1;
  }

  /** `whole`: how many of the columns behind the index hold whole numbers. */
  close(whole: number): void {
    this.file.close();
    if (whole === 0 || this.lines === 0) return;
    const target = `${this.path}.part`;
    const [from, to] = [openSync(this.path, 'r'), openSync(target, 'w')];
    try {
      this.shorten(from, to, whole);
    } finally {
      closeSync(from);
      closeSync(to);
    }
    renameSync(target, this.path);
  }

  private shorten(from: number, to: number, whole: number): void {
    const input = Buffer.alloc(Math.max(CHUNK, this.header, this.longest()));
    const output = Buffer.alloc(input.length);
    let [have, at, used] = [readSync(from, input, 0, input.length, null), this.header, this.header];
    input.copy(output, 0, 0, this.header);
    for (let line = 0; line < this.lines; line += 1) {
      const length = this.lengths[line]!;
      if (at + length > have) {
        writeAll(to, output.subarray(0, used));
        input.copyWithin(0, at, have);
        have -= at;
        have += readSync(from, input, have, input.length - have, null);
        [at, used] = [0, 0];
      }
      used = copyShortened(input.subarray(at, at + length), output, used, whole);
      at += length;
    }
    writeAll(to, output.subarray(0, used));
  }

  private longest(): number {
    let longest = 0;
    for (let line = 0; line < this.lines; line += 1) longest = Math.max(longest, this.lengths[line]!);
    return longest;
  }
}

/** Copies a line without the last two characters, `.0`, of its `whole` fields behind the index; answers the position behind it. */
function copyShortened(line: Buffer, into: Buffer, at: number, whole: number): number {
  let end = line.indexOf(COMMA) + 1;
  let used = at + line.copy(into, at, 0, end);
  for (let field = 0; field < whole; field += 1) {
    const next = line.indexOf(COMMA, end);
    used += line.copy(into, used, end, next - 2);
    into[used] = COMMA;
    used += 1;
    end = next + 1;
  }
  return used + line.copy(into, used, end);
}

function writeAll(fd: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
}
