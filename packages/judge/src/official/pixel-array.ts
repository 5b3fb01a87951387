import { decodeFrame, pixelElement, pixelInfo, readElementBytes, type Samples } from '@deidbench/dicom';
import type { OutputFile } from './output-file.ts';

/** The pixels of an image with the axes that NumPy would give them. */
export interface PixelArray {
  /** Rows, columns, samples; for a grey image with several frames: frames, rows, columns. */
  shape: readonly [number, number, number];
  unsigned16: boolean;
  /** The values at one place of the first axis. */
  slab(place: number): Samples;
}

/**
 * The pixels of an image, frames decoded when they are asked for. Undefined for colour in several frames, which gives four axes that no reader takes.
 * @throws {DicomError} without pixels, or when they can't be decoded
 */
export function pixelArray({ dicom, location }: OutputFile): PixelArray | undefined {
  const { frames, rows, columns, samples } = pixelInfo(dicom);
  if (frames > 1 && samples > 1) return undefined;
  const bytes = readElementBytes(location, dicom, pixelElement(dicom)!);
  const decode = (frame: number): Samples => decodeFrame(dicom, bytes, frame).data;
  // The script reads all frames or none: a file that is cut short has no pixels for it.
  const last = decode(frames - 1);
  const unsigned16 = last instanceof Uint16Array;
  if (frames > 1) return { shape: [frames, rows, columns], unsigned16, slab: decode };
  const size = columns * samples;
  return { shape: [rows, columns, samples], unsigned16, slab: (row) => last.subarray(row * size, (row + 1) * size) };
}
