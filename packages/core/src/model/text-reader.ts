/** A box of an image whose text must be read: 8-bit grey, row by row. `digest` is that of the region, so that equal regions are read once. */
export interface TextBox {
  ordinal: number;
  /** Number of the check or finding that waits for the reading. */
  check: number;
  digest: string;
  width: number;
  height: number;
  gray: Uint8Array;
  /** The region with all its samples where a pixel has several (red, green, blue side by side); `gray` is the first of them. */
  planes?: { count: number; data: Uint8Array };
  /** Lines of text that the box is known to hold; readers that cut lines use it. */
  lines?: number;
  /** True for an image in which text must first be found, anywhere. */
  whole?: boolean;
}

export interface TextReading {
  text: string;
  /** Mean confidence of the characters read, 0 to 1; 0 for no text. */
  confidence: number;
  /** What other ways to cut the box into lines gave, where the reader is not sure of the best one. */
  others?: string[];
  /** For a whole image: each text with its place. */
  found?: TextFound[];
}

/** Text found anywhere in an image, with its box [left, top, right, bottom] in pixels. */
export interface TextFound {
  text: string;
  confidence: number;
  box: [number, number, number, number];
}

/** Reads burned-in text. Same boxes, same readings. */
export interface TextReader {
  name: string;
  version: string;
  read(boxes: TextBox[]): Promise<TextReading[]>;
}

/** Finds and reads text anywhere in a whole image. */
export interface TextFinder {
  find(image: { width: number; height: number; gray: Uint8Array }): Promise<TextFound[]>;
}
