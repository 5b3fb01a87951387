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

/** Line 1 of a blob: what its writer gave, and the table of its sections. */
export type BlobHead<Head extends object = Record<string, unknown>> = Head & { formatVersion: number; sections: SectionRow[] };
