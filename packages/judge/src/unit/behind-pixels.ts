import type { DicomFile } from '@deidbench/dicom';

const PIXELS = 0x7fe00010;

/**
 * Position behind the whole Pixel Data; infinite without any. What looks like an element of a lower tag behind it is no part of the data
 * set, and what is wrong there cuts nothing short.
 */
export function endOfPixels({ dataset }: DicomFile): number {
  const pixels = dataset.elements.find(({ tag }) => tag === PIXELS);
  return pixels === undefined ? Infinity : pixels.valueOffset + pixels.length;
}

export const isBelowPixels = (tag: number): boolean => tag < PIXELS;
