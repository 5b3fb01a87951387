import { DicomError } from '../errors.ts';
import { swapBytes } from '../swap.ts';
import { TAG } from '../tag.ts';
import type { PixelInfo, Samples } from './types.ts';

export interface Stored {
  /** Byte order of the stored words. */
  bigEndian: boolean;
  vr: string;
}

/** One frame of native pixels out of all of them, samples interleaved. Throws BAD_PIXELS when the bytes end before the frame does. */
export function nativeFrame(info: PixelInfo, bytes: Uint8Array, frame: number, stored: Stored): Samples {
  const count = info.rows * info.columns * info.samples;
  const words = info.bitsAllocated === 1 ? bitFrame(bytes, frame * count, count) : wordFrame(info, bytes, frame, stored);
  return info.planar && info.samples > 1 ? interleave(words, info.samples) : words;
}

/** 4:2:2 sampling stores two pixels as Y1 Y2 Cb Cr (PS3.3 C.7.6.3.1.2). */
const isSubsampled = (info: PixelInfo): boolean => info.samples === 3 && info.photometric.endsWith('422') && info.bitsAllocated === 8;

function wordFrame(info: PixelInfo, bytes: Uint8Array, frame: number, stored: Stored): Samples {
  const pixels = info.rows * info.columns;
  const full = pixels * info.samples * (info.bitsAllocated / 8);
  const subsampled = isSubsampled(info) && bytes.length < full * info.frames;
  const size = subsampled ? pixels * 2 : full;
  const start = frame * size;
  if (start + size > bytes.length) {
    throw new DicomError('BAD_PIXELS', `frame ${frame + 1} needs ${start + size} bytes of Pixel Data, ${bytes.length} are there`, {
      tag: TAG.pixelData,
    });
  }
  const unit = swapUnit(info, stored);
  // Odd frames of 8-bit words in OW begin inside a word: swap from the even byte before.
  const lead = unit === 2 ? start % 2 : 0;
  const raw =
    unit === 1
      ? bytes.slice(start, start + size)
      : swapBytes(bytes.subarray(start - lead, start + size + ((start - lead + size) % 2)), unit).slice(lead, lead + size);
  return subsampled ? expand422(raw, pixels) : typed(raw, info);
}

function swapUnit(info: PixelInfo, { bigEndian, vr }: Stored): number {
  if (!bigEndian) return 1;
  if (info.bitsAllocated <= 8) return vr === 'OW' ? 2 : 1;
  return info.bitsAllocated / 8;
}

/** Words of little-endian bytes, in an array of their type. `bytes` must be a copy of their own. */
export function typed(bytes: Uint8Array, info: Pick<PixelInfo, 'bitsAllocated' | 'signed' | 'kind'>): Samples {
  const { buffer } = bytes;
  const count = Math.floor((bytes.length * 8) / info.bitsAllocated);
  if (info.kind === 'float') return new Float32Array(buffer, bytes.byteOffset, count);
  if (info.kind === 'double') return new Float64Array(buffer, bytes.byteOffset, count);
  if (info.bitsAllocated <= 8) return info.signed ? new Int8Array(buffer, bytes.byteOffset, bytes.length) : bytes;
  if (info.bitsAllocated === 16)
    return info.signed ? new Int16Array(buffer, bytes.byteOffset, count) : new Uint16Array(buffer, bytes.byteOffset, count);
  return info.signed ? new Int32Array(buffer, bytes.byteOffset, count) : new Uint32Array(buffer, bytes.byteOffset, count);
}

/** Single bits, the lowest bit of a byte first; frames follow each other without padding. */
function bitFrame(bytes: Uint8Array, start: number, count: number): Uint8Array {
  if (start + count > bytes.length * 8)
    throw new DicomError('BAD_PIXELS', 'the Pixel Data end before the frame does', { tag: TAG.pixelData });
  const out = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    const bit = start + index;
    out[index] = (bytes[bit >> 3]! >> (bit & 7)) & 1;
  }
  return out;
}

function expand422(bytes: Uint8Array, pixels: number): Uint8Array {
  const out = new Uint8Array(pixels * 3);
  for (let pixel = 0, at = 0; pixel < pixels; pixel += 2, at += 4) {
    const [first, second, blue, red] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!];
    out.set([first, blue, red], pixel * 3);
    if (pixel + 1 < pixels) out.set([second, blue, red], pixel * 3 + 3);
  }
  return out;
}

/** From planes to pixels. */
export function interleave(planes: Samples, samples: number): Samples {
  const out = planes.slice();
  const size = planes.length / samples;
  for (let sample = 0; sample < samples; sample += 1) {
    for (let pixel = 0; pixel < size; pixel += 1) out[pixel * samples + sample] = planes[sample * size + pixel]!;
  }
  return out;
}
