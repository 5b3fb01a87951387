/** How the pixels of an image are stored: PS3.3 C.7.6.3. */
export interface PixelInfo {
  rows: number;
  columns: number;
  /** Samples per Pixel. */
  samples: number;
  bitsAllocated: number;
  bitsStored: number;
  highBit: number;
  signed: boolean;
  /** Planar Configuration 1: all of one colour before the next. */
  planar: boolean;
  photometric: string;
  frames: number;
  transferSyntax: string;
  encapsulated: boolean;
  /** Float Pixel Data, Double Float Pixel Data, or integers. */
  kind: 'integer' | 'float' | 'double';
}

export type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array;

/** Colour tables of PALETTE COLOR, as 8-bit values: entry `index - first`, clamped to the ends. */
export interface Palette {
  first: number;
  red: Uint8Array;
  green: Uint8Array;
  blue: Uint8Array;
}

/** One decoded frame: rows × columns × samples stored values, row by row, the samples of a pixel side by side. */
export interface Frame {
  rows: number;
  columns: number;
  samples: number;
  bitsStored: number;
  signed: boolean;
  /** Of `data`, which decoding may have turned to RGB. */
  photometric: string;
  data: Samples;
  palette?: Palette;
}

/** A part of an image in pixels; right and bottom are the first that are outside. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Gray {
  width: number;
  height: number;
  data: Uint8Array;
}
