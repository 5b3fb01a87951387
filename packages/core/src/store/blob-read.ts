import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import { BLOB_FORMAT, headDigest, type BlobHead, type SectionRow } from './blob-format.ts';
import { StoreError, storeError } from './errors.ts';

const FIRST_READ = 64 * 1024;
const LONGEST_HEAD = 64 * 1024 * 1024;

/** Reads the head of a blob. @throws StoreError NOT_FOUND, CORRUPT, FORMAT_VERSION. */
export async function readBlobHead<Head extends object = Record<string, unknown>>(path: string): Promise<BlobHead<Head>> {
  return withFile(path, async (file) => (await headOf<Head>(file, path)).head);
}

/** Reads one section, unpacked and proven against its digest. @throws StoreError also NO_SECTION. */
export async function readBlobSection(path: string, name: string): Promise<Buffer> {
  return withFile(path, async (file) => {
    const { head, length } = await headOf(file, path);
    const row = head.sections.find((section) => section.name === name);
    if (!row) throw new StoreError('NO_SECTION', path, `has no section "${name}"; it has ${head.sections.map((s) => s.name).join(', ')}.`);
    return readSection(file, path, row, length);
  });
}

/** Reads a head and every section but those left out, each unpacked and proven: for who needs most of a blob. @throws StoreError as readBlobSection. */
export async function readBlob<Head extends object = Record<string, unknown>>(
  path: string,
  leftOut: readonly string[] = [],
): Promise<{ head: BlobHead<Head>; sections: Map<string, Buffer> }> {
  return withFile(path, async (file) => {
    const { head, length } = await headOf<Head>(file, path);
    const sections = new Map<string, Buffer>();
    for (const row of head.sections) if (!leftOut.includes(row.name)) sections.set(row.name, await readSection(file, path, row, length));
    return { head, sections };
  });
}

/** Reads and proves every section: that a blob is whole. @throws StoreError CORRUPT, naming the section. */
export async function verifyBlob<Head extends object = Record<string, unknown>>(path: string): Promise<BlobHead<Head>> {
  return withFile(path, async (file) => {
    const { head, length } = await headOf<Head>(file, path);
    for (const row of head.sections) await readSection(file, path, row, length);
    return head;
  });
}

async function headOf<Head extends object>(file: FileHandle, path: string): Promise<{ head: BlobHead<Head>; length: number }> {
  for (let bytes = FIRST_READ; ; bytes *= 8) {
    const buffer = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(buffer, 0, bytes, 0);
    const end = buffer.subarray(0, bytesRead).indexOf(10);
    if (end >= 0) return { head: parseHead(buffer.toString('utf8', 0, end), path), length: end + 1 };
    if (bytesRead < bytes || bytes > LONGEST_HEAD) throw corrupt(path, 'has no head line');
  }
}

function parseHead<Head extends object>(line: string, path: string): BlobHead<Head> {
  let head: Partial<BlobHead<Head>>;
  try {
    head = JSON.parse(line) as Partial<BlobHead<Head>>;
  } catch {
    throw corrupt(path, 'has a head that is not JSON');
  }
  const version: unknown = head?.formatVersion;
  if (typeof version !== 'number') throw corrupt(path, 'has a head without a format version');
  if (head.headSha256 !== headDigest(head)) throw corrupt(path, 'has another head than was written');
  if (version !== BLOB_FORMAT) {
    const remedy = version > BLOB_FORMAT ? 'use the deidbench that wrote it, or a newer one' : 'run the tools again';
    throw new StoreError('FORMAT_VERSION', path, `has blob format ${version}, this deidbench reads ${BLOB_FORMAT}; ${remedy}.`);
  }
  if (!Array.isArray(head.sections)) throw corrupt(path, 'has a head without a table of sections');
  return head as BlobHead<Head>;
}

async function readSection(file: FileHandle, path: string, row: SectionRow, start: number): Promise<Buffer> {
  const { size } = await file.stat();
  if (start + row.offset + row.length > size) throw corrupt(path, `is cut inside section "${row.name}"`);
  const packed = Buffer.alloc(row.length);
  await file.read(packed, 0, row.length, start + row.offset);
  const data = unpack(packed, row, path);
  if (createHash('sha256').update(data).digest('hex') !== row.sha256)
    throw corrupt(path, `has other bytes in section "${row.name}" than were written`);
  return data;
}

function unpack(packed: Buffer, row: SectionRow, path: string): Buffer {
  if (row.codec === 'none') return packed;
  try {
    return zstdDecompressSync(packed, { maxOutputLength: Math.max(row.size, 1) });
  } catch {
    throw corrupt(path, `has a section "${row.name}" that can't be unpacked`);
  }
}

function corrupt(path: string, what: string): StoreError {
  return new StoreError('CORRUPT', path, `${what}; delete it and run again, its unit is done anew.`);
}

async function withFile<Result>(path: string, use: (file: FileHandle) => Promise<Result>): Promise<Result> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    return await use(file);
  } catch (error) {
    throw storeError(error, path);
  } finally {
    await file?.close();
  }
}
