import {
  decodeFrame,
  DicomError,
  elementBytes,
  pixelElement,
  pixelInfo,
  toGray8,
  type Box,
  type DicomFile,
  type Frame,
  type Gray,
} from '@deidbench/dicom';

/** The frames of an image, each decoded when it is asked for. */
export interface Frames {
  count: number;
  frame(index: number): Frame;
}

/** The frames of a file's Pixel Data; undefined where there are none, or none that can be decoded. */
export function framesOf(file: DicomFile): Frames | undefined {
  try {
    const element = pixelElement(file);
    if (element === undefined) return undefined;
    const bytes = elementBytes(file, element);
    const first = decodeFrame(file, bytes, 0);
    return { count: pixelInfo(file).frames, frame: (index) => (index === 0 ? first : decodeFrame(file, bytes, index)) };
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

/** Samples of a box, cut to the frame; empty where it lies outside. */
export function cut(frame: Frame, box: Box): number[] {
  const { rows, columns, samples: width, data } = frame;
  const [left, right] = [Math.max(0, box.left), Math.min(columns, box.right)];
  const samples: number[] = [];
  for (let y = Math.max(0, box.top); y < Math.min(rows, box.bottom); y += 1) {
    for (let i = (y * columns + left) * width; i < (y * columns + right) * width; i += 1) samples.push(data[i]!);
  }
  return samples;
}

export const grayOf = (frame: Frame, box: Box): Gray => toGray8(frame, box);

/** True where two images show the same: as many frames of the same size and sample values. False where one of them can't be decoded to its end. */
export function framesEqual(a: Frames, b: Frames): boolean {
  if (a.count !== b.count) return false;
  try {
    for (let i = 0; i < a.count; i += 1) {
      const [one, other] = [a.frame(i), b.frame(i)];
      if (one.rows !== other.rows || one.columns !== other.columns || one.samples !== other.samples) return false;
      if (!samplesEqual(one.data, other.data)) return false;
    }
  } catch (error) {
    if (error instanceof DicomError) return false;
    throw error;
  }
  return true;
}

export function samplesEqual(a: ArrayLike<number>, b: ArrayLike<number>): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i]) return false;
  return true;
}

/** True for a cut of one colour. */
export function isFlat(samples: readonly number[], samplesPerPixel: number): boolean {
  for (let i = samplesPerPixel; i < samples.length; i += 1) if (samples[i] !== samples[i - samplesPerPixel]) return false;
  return true;
}
