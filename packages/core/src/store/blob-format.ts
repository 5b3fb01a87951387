import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/index.ts';

/** Version of the container; a reader refuses others by name. */
export const BLOB_FORMAT = 1;

export type Codec = 'none' | 'zstd';

/** A row of the head's section table. `offset` counts from the byte after the head's line. */
export interface SectionRow {
  name: string;
  codec: Codec;
  offset: number;
  /** Bytes in the file. */
  length: number;
  /** Bytes when unpacked. */
  size: number;
  /** SHA-256, hex, of the unpacked bytes. */
  sha256: string;
}

/** Line 1 of a blob: what its writer gave, the table of its sections, and a digest of all that. */
export type BlobHead<Head extends object = Record<string, unknown>> = Head & {
  formatVersion: number;
  sections: SectionRow[];
  /** SHA-256, hex, of the head's canonical JSON without this field. */
  headSha256: string;
};

/** The digest that a head must bear. */
export function headDigest(head: object): string {
  const { headSha256: _own, ...rest } = head as { headSha256?: unknown };
  return createHash('sha256').update(canonicalJson(rest)).digest('hex');
}
