import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { canonicalJson } from '../model/index.ts';
import { writeFileAtomic } from './atomic-write.ts';
import { BLOB_FORMAT, headDigest, type BlobHead, type Codec, type SectionRow } from './blob-format.ts';

/** Below this a frame's own bytes cost more than they save. */
const LEAST_PACKED = 64;

/**
 * Writes a blob: line 1 is the canonical JSON head with the table of sections, then the sections in the order given, each packed by itself.
 * All or nothing (`writeFileAtomic`).
 * @throws StoreError
 */
export async function writeBlob<Head extends object>(
  path: string,
  head: Head,
  sections: Readonly<Record<string, Uint8Array | string>>,
): Promise<BlobHead<Head>> {
  const packed = Object.entries(sections).map(([name, data]) => pack(name, Buffer.from(data as Uint8Array)));
  let offset = 0;
  const table: SectionRow[] = packed.map(({ row, bytes }) => {
    const placed = { ...row, offset };
    offset += bytes.length;
    return placed;
  });
  const unproven = { ...head, formatVersion: BLOB_FORMAT, sections: table };
  const whole = { ...unproven, headSha256: headDigest(unproven) };
  const line = Buffer.from(`${canonicalJson(whole)}\n`);
  await writeFileAtomic(path, [line, ...packed.map(({ bytes }) => bytes)]);
  return whole;
}

function pack(name: string, data: Buffer): { row: Omit<SectionRow, 'offset'>; bytes: Buffer } {
  const sha256 = createHash('sha256').update(data).digest('hex');
  const small = data.length < LEAST_PACKED ? data : zstdCompressSync(data);
  const codec: Codec = small.length < data.length ? 'zstd' : 'none';
  const bytes = codec === 'zstd' ? small : data;
  return { row: { name, codec, length: bytes.length, size: data.length, sha256 }, bytes };
}
