import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { writeFileAtomic } from '@deidbench/core/store';
import type { DatasetPaths } from './files.ts';

const CACHE_FILE = 'key-digest.json';

/** SHA-256 over answer key and plantings: what the judge asks. Remembered beside the index, since a full key has gigabytes. */
export async function keyDigestOf(paths: DatasetPaths): Promise<string> {
  const files = [paths.answers, paths.planted].flatMap((path) => (path === undefined ? [] : [path]));
  const stamp = files.map((file) => stampOf(file)).join(' ');
  const cache = join(paths.dir, CACHE_FILE);
  const known = cached(cache);
  if (known?.stamp === stamp) return known.digest;
  const hash = createHash('sha256');
  for (const file of files) {
    const one = createHash('sha256');
    await pipeline(createReadStream(file), one);
    hash.update(one.digest());
  }
  const digest = hash.digest('hex');
  // A dataset on read-only media is digested again every time.
  await writeFileAtomic(cache, `${JSON.stringify({ stamp, digest })}\n`).catch(() => undefined);
  return digest;
}

function stampOf(file: string): string {
  const { size, mtimeMs, ctimeMs } = statSync(file);
  return `${size}:${mtimeMs}:${ctimeMs}`;
}

function cached(file: string): { stamp: string; digest: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { stamp: string; digest: string };
  } catch {
    return undefined;
  }
}
