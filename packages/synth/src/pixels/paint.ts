import type { Paint } from '../iod/context.ts';
import type { Rng } from '../random/rng.ts';
import { drawPhantom } from './phantom.ts';

/** Stored values of all frames: one number a sample. */
export type Samples = Uint8Array | Uint16Array | Int16Array | Uint32Array;

const CACHE = 24;
const tiles = new Map<string, Float32Array>();

function tile(paint: Paint, level: number): Float32Array {
  const key = `${paint.phantom} ${paint.rows} ${paint.columns} ${level}`;
  let found = tiles.get(key);
  if (found === undefined) {
    found = drawPhantom(paint.phantom, paint.rows, paint.columns, level);
    if (tiles.size >= CACHE) tiles.delete(tiles.keys().next().value as string);
    tiles.set(key, found);
  }
  return found;
}

/** Tint of a colour image, by channel. */
const TINTS: Record<string, readonly [number, number, number]> = {
  slide: [0.95, 0.75, 0.9],
  overview: [0.97, 0.84, 0.93],
  label: [1, 0.99, 0.93],
  us: [1, 1, 1],
  screen: [0.8, 0.9, 1],
};

/**
 * Draws the frames of an instance with noise of its own: a tenth of a percent of the range, so that no two instances have the same pixels.
 * `share`: where the instance lies in its series, 0 … 1.
 */
export function paintSamples(paint: Paint, rng: Rng, share: number): Samples {
  const { rows, columns, frames, samples, low, high } = paint;
  const out = allocate(paint, rows * columns * frames * samples);
  const one = rows * columns;
  const range = high - low;
  const mask = noiseMask(range);
  const inverse = paint.photometric === 'MONOCHROME1';
  const tint = TINTS[paint.phantom] ?? [1, 1, 1];
  for (let frame = 0, at = 0; frame < frames; frame++) {
    const base = tile(paint, Math.round((share * 7 + frame) % 7));
    let state = rng.bits() | 1;
    for (let i = 0; i < one; i++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      const bright = base[i] as number;
      const value = inverse ? 1 - bright : bright;
      for (let channel = 0; channel < samples; channel++) {
        const level = samples === 1 ? value : value * (tint[channel] as number);
        out[at++] = low + level * range + ((state >>> (channel * 8)) & mask);
      }
    }
  }
  return out;
}

/** Noise bits: about half a percent of the range, at least one bit. */
const noiseMask = (range: number): number => 2 ** Math.max(1, Math.min(8, Math.floor(Math.log2(Math.abs(range) / 180)))) - 1;

function allocate({ bitsAllocated, signed }: Paint, length: number): Samples {
  if (bitsAllocated === 8) return new Uint8Array(length);
  if (bitsAllocated === 32) return new Uint32Array(length);
  return signed ? new Int16Array(length) : new Uint16Array(length);
}

/** The stored bytes, little endian, padded to even length. */
export function bytesOf(samples: Samples): Uint8Array {
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  if (bytes.length % 2 === 0) return bytes;
  const padded = new Uint8Array(bytes.length + 1);
  padded.set(bytes);
  return padded;
}
