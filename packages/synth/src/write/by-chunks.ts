import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const CHUNK_BYTES = 1 << 20;

/** Writes texts to a new file, a megabyte at a time: those of a large patient together are hundreds of them. */
export function writeTexts(path: string, texts: Iterable<string>): void {
  withFile(path, 'w', (file) => {
    let chunk: string[] = [];
    let length = 0;
    for (const text of texts) {
      chunk.push(text);
      length += text.length;
      if (length < CHUNK_BYTES) continue;
      writeAll(file, Buffer.from(chunk.join('')));
      [chunk, length] = [[], 0];
    }
    writeAll(file, Buffer.from(chunk.join('')));
  });
}

/** Appends a whole file to another, a megabyte at a time. */
export function appendFrom(from: string, to: string): void {
  withFile(from, 'r', (source) =>
    withFile(to, 'a', (target) => {
      const buffer = new Uint8Array(CHUNK_BYTES);
      for (let read = readSync(source, buffer); read > 0; read = readSync(source, buffer)) writeAll(target, buffer.subarray(0, read));
    }),
  );
}

function withFile(path: string, flags: 'r' | 'w' | 'a', work: (file: number) => void): void {
  const file = openSync(path, flags);
  try {
    work(file);
  } finally {
    closeSync(file);
  }
}

/** One call may write less than it was given, before a disk is full above all. */
function writeAll(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
}
