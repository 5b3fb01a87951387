import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. Parts are streamed. */
export async function writeWhole(path: string, content: string | Uint8Array | Iterable<string>): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  if (typeof content === 'string' || content instanceof Uint8Array) await writeFile(temporary, content);
  else await pipeline(Readable.from(batches(content)), createWriteStream(temporary));
  const handle = await open(temporary, 'r+');
  await handle.sync();
  await handle.close();
  await rename(temporary, path);
}

function* batches(lines: Iterable<string>, size = 1 << 16): Generator<string> {
  let batch = '';
  for (const line of lines) {
    batch += line;
    if (batch.length >= size) {
      yield batch;
      batch = '';
    }
  }
  if (batch !== '') yield batch;
}
