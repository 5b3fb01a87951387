export interface WItem {
  elements: WElement[];
  undefinedLength?: boolean;
  /** Implicit VR inside explicit VR, as in sequences stored as UN (PS3.5 6.2.2). Default: only there. */
  implicitVr?: boolean;
}

export type WValue = Uint8Array | WItem[] | { fragments: Uint8Array[] };

/** An element to be written. Bytes of a value are little endian whatever the transfer syntax; the writer swaps them. They are written as they are: no padding. */
export interface WElement {
  tag: number;
  vr: string;
  value: WValue;
  undefinedLength?: boolean;
  /** Written in place of the element's tag, VR and length: for files that lie. */
  rawHeader?: Uint8Array;
}

export interface WDataset {
  /** Group 2; the group length is made anew, the transfer syntax is set. `null` writes none. */
  meta: WElement[] | null;
  elements: WElement[];
  transferSyntax: string;
  /** 128 bytes; default zeros. `null` writes neither preamble nor DICM. */
  preamble?: Uint8Array | null;
  /** Bytes behind the last element. */
  trailing?: Uint8Array;
}
