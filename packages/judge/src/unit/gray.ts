import { DicomError, findElement, type DicomFile } from '@deidbench/dicom';

/** A rectangle in pixels; right and bottom left out. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Frames of an image as samples. */
export interface Frames {
  rows: number;
  columns: number;
  count: number;
  samplesPerPixel: number;
  /** Samples of a frame, pixel by pixel, all samples of a pixel together. */
  frame(index: number): ArrayLike<number>;
}

const ROWS = 0x00280010;
const COLUMNS = 0x00280011;
const SAMPLES = 0x00280002;
const PLANAR = 0x00280006;
const FRAMES = 0x00280008;
const BITS = 0x00280100;
const SIGNED = 0x00280103;
const PIXELS = 0x7fe00010;

/** The frames of a file's Pixel Data; undefined where there are none, or none that can be decoded. */
export function framesOf(file: DicomFile): Frames | undefined {
  const pixels = findElement(file.dataset, PIXELS);
  if (pixels === undefined || pixels.fragments !== undefined) return undefined;
  const [rows, columns, bits] = [short(file, ROWS, 0), short(file, COLUMNS, 0), short(file, BITS, 8)];
  const samplesPerPixel = short(file, SAMPLES, 1);
  const width = bits / 8;
  const size = rows * columns * samplesPerPixel;
  if (size === 0 || (width !== 1 && width !== 2)) return undefined;
  const count = Math.min(frameCount(file), Math.floor(pixels.length / (size * width)));
  const planar = samplesPerPixel > 1 && short(file, PLANAR, 0) === 1;
  const read = sampleReader(file, pixels.valueOffset, width);
  const frame = (index: number): ArrayLike<number> => {
    const samples = new Int32Array(size);
    const plane = rows * columns;
    for (let i = 0; i < size; i += 1) {
      const from = planar ? (i % samplesPerPixel) * plane + Math.floor(i / samplesPerPixel) : i;
      samples[i] = read(index * size + from);
    }
    return samples;
  };
  return count === 0 ? undefined : { rows, columns, count, samplesPerPixel, frame };
}

function sampleReader(file: DicomFile, offset: number, width: number): (index: number) => number {
  const view = new DataView(file.bytes.buffer, file.bytes.byteOffset + offset);
  const little = !file.dataset.bigEndian;
  if (width === 1) return (index) => view.getUint8(index);
  return short(file, SIGNED, 0) === 1 ? (index) => view.getInt16(index * 2, little) : (index) => view.getUint16(index * 2, little);
}

function short(file: DicomFile, tag: number, otherwise: number): number {
  const element = findElement(file.dataset, tag);
  if (element === undefined || element.length < 2) return otherwise;
  const [low, high] = [file.bytes[element.valueOffset] ?? 0, file.bytes[element.valueOffset + 1] ?? 0];
  return file.dataset.bigEndian ? (low << 8) | high : low | (high << 8);
}

function frameCount(file: DicomFile): number {
  const element = findElement(file.dataset, FRAMES);
  if (element === undefined) return 1;
  const text = Buffer.from(file.bytes.subarray(element.valueOffset, element.valueOffset + element.length)).toString('latin1');
  const count = Number.parseInt(text, 10);
  if (Number.isNaN(count)) throw new DicomError('BAD_PIXELS', `Number of Frames is no number`, { tag: FRAMES });
  return count;
}

/** Samples of a box, cut to the image; empty where it lies outside. */
export function cut(frames: Frames, index: number, box: Box): { samples: number[]; width: number; height: number } {
  const { rows, columns, samplesPerPixel } = frames;
  const [left, right] = [Math.max(0, box.left), Math.min(columns, box.right)];
  const [top, bottom] = [Math.max(0, box.top), Math.min(rows, box.bottom)];
  const samples: number[] = [];
  const frame = frames.frame(index);
  for (let y = top; y < bottom; y += 1) {
    const from = (y * columns + left) * samplesPerPixel;
    for (let i = from; i < (y * columns + right) * samplesPerPixel; i += 1) samples.push(frame[i]!);
  }
  return { samples, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}

/** A cut as 8-bit grey, its range stretched to 0–255, as a reader of text wants it. */
export function toGray(samples: readonly number[], samplesPerPixel: number): Uint8Array {
  const gray: number[] = [];
  for (let i = 0; i < samples.length; i += samplesPerPixel) {
    let sum = 0;
    for (let s = 0; s < samplesPerPixel; s += 1) sum += samples[i + s]!;
    gray.push(sum / samplesPerPixel);
  }
  let [low, high] = [Infinity, -Infinity];
  for (const value of gray) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const scale = high > low ? 255 / (high - low) : 0;
  return Uint8Array.from(gray, (value) => Math.round((value - low) * scale));
}
