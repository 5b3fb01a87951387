import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { writeFileAtomic } from '@deidbench/core/store';
import { sharer, type Share } from '../share-texts.ts';
import type { IndexedFile, SkippedFile } from './build-index.ts';

const INDEX_FORMAT = 1;

/** Reads an index; undefined where there is none, or one of another format. Skipped files are read anew every time. */
export async function readIndex(file: string): Promise<IndexedFile[] | undefined> {
  if (!existsSync(file)) return undefined;
  const rows: IndexedFile[] = [];
  const share = sharer();
  let head: { formatVersion?: number; rows?: number } | undefined;
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const value = parsed(line);
    if (value === undefined) return undefined;
    if (head === undefined) head = value as { formatVersion?: number; rows?: number };
    else rows.push(shared(value as IndexedFile, share));
  }
  return head?.formatVersion === INDEX_FORMAT && head.rows === rows.length ? rows : undefined;
}

/** Undefined for a line that was cut: the index is made anew then. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** Paths, series and patients repeat in an index over and over: one string for all of them keeps a full set small in memory. */
function shared(row: IndexedFile, share: Share): IndexedFile {
  for (const name of ['series', 'study', 'patient', 'modality', 'vendor', 'sopClass', 'transferSyntax'] as const)
    row[name] = share(row[name]);
  for (const pair of row.uids) {
    pair[0] = share(pair[0]);
    pair[1] = share(pair[1]);
  }
  return row;
}

/** Writes an index: a head line, then one instance a line, in the order of the ordinals. */
export async function writeIndex(file: string, instances: readonly IndexedFile[], skipped: readonly SkippedFile[]): Promise<void> {
  const head = JSON.stringify({ formatVersion: INDEX_FORMAT, rows: instances.length, skipped: skipped.length });
  await writeFileAtomic(file, `${[head, ...instances.map((row) => JSON.stringify(row))].join('\n')}\n`);
}

/** SHA-256 over path and digest of every instance: equal datasets have equal digests, wherever they lie. */
export function indexDigest(instances: readonly { path: string; digest: string }[]): string {
  const hash = createHash('sha256');
  for (const { path, digest } of instances) hash.update(`${path}\0${digest}\n`);
  return hash.digest('hex');
}
