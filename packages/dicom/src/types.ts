/** A data element as it stands in the bytes. Values are decoded on request (`valueText`, `elementBytes`), never here. */
export interface DicomElement {
  /** Group and element as one unsigned 32-bit number: (0010,0020) is 0x00100020. */
  tag: number;
  /** VR as stored; in implicit VR, and for UN with a known tag, see `effectiveVr`. Implicit VR files hold the dictionary's VR here, else UN. */
  vr: string;
  /** Byte position of the element's header in `DicomFile.bytes`. */
  offset: number;
  /** Byte position of the value. */
  valueOffset: number;
  /** Bytes of the value that are really there; delimiters of undefined lengths left out. */
  length: number;
  undefinedLength: boolean;
  /** Items of a sequence, also of one stored as UN. */
  items?: DicomItem[];
  /** Fragments of encapsulated pixel data, the basic offset table first. */
  fragments?: { offset: number; length: number }[];
}

/** The data set, or one item of a sequence. Elements in file order; doubled tags are all kept. */
export interface DicomItem {
  elements: DicomElement[];
  offset: number;
  length: number;
  undefinedLength: boolean;
  explicitVr: boolean;
  bigEndian: boolean;
  /** Specific Character Set in force: the item's own, else its parent's. Empty for the default repertoire. */
  charset: string[];
  /** The item or data set that holds the sequence of this item. */
  parent: DicomItem | undefined;
}

export interface DicomFile {
  /** What the offsets of `dataset` count in: the file's bytes, or preamble, meta and the inflated data set where it was deflated. */
  bytes: Uint8Array;
  /** All bytes that the offsets count in; more than `bytes` when the Pixel Data were left in the file (`readElementBytes` fetches them). */
  size: number;
  meta: DicomElement[];
  dataset: DicomItem;
  transferSyntax: string;
  hasPreamble: boolean;
  deflated: boolean;
  /** Byte range behind the last element that belongs to no element. */
  trailing: { offset: number; length: number };
  /** Cut short, over-long, or otherwise wrong but readable so far: named with tag and byte position. */
  problems: DicomProblem[];
}

export interface DicomProblem {
  code: 'TRUNCATED' | 'LENGTH_BEYOND_END' | 'BAD_VR' | 'TRAILING_BYTES' | 'ODD_LENGTH' | 'UNEXPECTED_DELIMITER' | 'META_WRONG';
  tag: number | undefined;
  offset: number;
  message: string;
}

export type ReadOptions = Partial<ReadLimits> & {
  /** Read files without the preamble and DICM prefix too. */
  force?: boolean;
};

/** Bounds of one reading. Defaults: depth 64, 1,000,000 elements, 512 MiB inflated. */
export interface ReadLimits {
  maxDepth: number;
  maxElements: number;
  maxInflatedBytes: number;
}
