import { createWriteStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';

export interface FileOptions {
  /** Readable by the owner alone: for what holds unmasked values. */
  secret?: boolean;
  zstd?: boolean;
}

/** Writes a file whole or not at all: a temporary file beside it, flushed, then renamed. Parts are streamed. */
export async function writeWhole(path: string, content: string | Uint8Array | Iterable<string>, options: FileOptions = {}): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const source = Readable.from(typeof content === 'string' || content instanceof Uint8Array ? [content] : batches(content));
  const target = createWriteStream(temporary, { mode: options.secret ? 0o600 : 0o666 });
  if (options.zstd) await pipeline(source, createZstdCompress(), target);
  else await pipeline(source, target);
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
