import {
  decodeFrame,
  effectiveVr,
  findElement,
  isNative,
  pixelElement,
  pixelInfo,
  readElementBytes,
  type DicomFile,
  type Samples,
} from '@deidbench/dicom';
import type { OutputFile } from './output-file.ts';

/** The pixels of an image with the axes that NumPy would give them. */
export interface PixelArray {
  /** Rows, columns, samples; for a grey image with several frames: frames, rows, columns. */
  shape: readonly [number, number, number];
  unsigned16: boolean;
  /** The values at one place of the first axis. */
  slab(place: number): Samples;
}

const RLE = '1.2.840.10008.1.2.5';

/** Compressed syntaxes that pydicom 2.2.1 decodes where Pillow is installed, as EasyOCR brings it along: JPEG and JPEG 2000, not their kin. */
export const PILLOW_SYNTAXES: ReadonlySet<string> = new Set(['50', '51', '90', '91'].map((end) => `1.2.840.10008.1.2.4.${end}`));

/** Attributes without which pydicom 2.2.1 gives no pixels. */
const REQUIRED = [0x00280002, 0x00280004, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280103];
const PLANAR_CONFIGURATION = 0x00280006;
/** Float and Double Float Pixel Data: beside others pydicom gives none. */
const OTHER_PIXELS = [0x7fe00008, 0x7fe00009];

function isDescribed(dicom: DicomFile, samples: number): boolean {
  const needed = samples > 1 && isNative(dicom.transferSyntax) ? [...REQUIRED, PLANAR_CONFIGURATION] : REQUIRED;
  return (
    needed.every((tag) => findElement(dicom.dataset, tag) !== undefined) && OTHER_PIXELS.every((tag) => !findElement(dicom.dataset, tag))
  );
}

/** The value of Pixel Data. pydicom does not swap 8-bit samples in big-endian words (OW): they are swapped here so that decoding puts them back. */
function storedBytes(dicom: DicomFile, location: string): Uint8Array {
  const element = pixelElement(dicom)!;
  const bytes = readElementBytes(location, dicom, element);
  const { bitsAllocated } = pixelInfo(dicom);
  if (!dicom.dataset.bigEndian || bitsAllocated > 8 || effectiveVr(dicom, dicom.dataset, element) !== 'OW' || bytes.length % 2 !== 0)
    return bytes;
  return Buffer.from(bytes).swap16();
}

/**
 * The pixels of an image, frames decoded when they are asked for. Undefined where the script sees none: an attribute is missing,
 * or colour in several frames gives four axes, which no reader takes.
 * `decodes` are the compressed transfer syntaxes that are decoded beside RLE.
 * @throws {DicomError} without pixels, or when they can't be decoded
 */
export function pixelArray({ dicom, location }: OutputFile, decodes: ReadonlySet<string>): PixelArray | undefined {
  const { frames, rows, columns, samples } = pixelInfo(dicom);
  const { transferSyntax } = dicom;
  if (!isNative(transferSyntax) && transferSyntax !== RLE && !decodes.has(transferSyntax)) return undefined;
  if ((frames > 1 && samples > 1) || !isDescribed(dicom, samples)) return undefined;
  const bytes = storedBytes(dicom, location);
  const decode = (frame: number): Samples => decodeFrame(dicom, bytes, frame).data;
  // The script reads all frames or none: a file that is cut short has no pixels for it.
  const last = decode(frames - 1);
  // To NumPy big-endian words are another type, which the script does not scale.
  const unsigned16 = last instanceof Uint16Array && !dicom.dataset.bigEndian;
  if (frames > 1) return { shape: [frames, rows, columns], unsigned16, slab: decode };
  const size = columns * samples;
  return { shape: [rows, columns, samples], unsigned16, slab: (row) => last.subarray(row * size, (row + 1) * size) };
}
