import { hash } from 'node:crypto';
import type { TextBox } from '@deidbench/core/model';
import type { HiddenBox } from '../actions/types.ts';
import { eightBits } from './eight-bits.ts';
import type { PixelArray } from './pixel-array.ts';

/** Start and end of `[from:to]` in Python: negative numbers count from the end, both are kept inside. */
function slice(from: number, to: number, size: number): [number, number] {
  const place = (n: number): number => Math.min(size, Math.max(0, n < 0 ? n + size : n));
  const start = place(from);
  return [start, Math.max(start, place(to))];
}

/**
 * Cuts a box as the official script does: `[top:bottom, left:right]` of the pixel array, turned to 8 bits. Of a grey image with several frames the
 * first two axes are frames and rows, so that the box cuts those. Undefined for an empty region.
 */
export function cutBox(array: PixelArray, box: HiddenBox, place: number): TextBox | undefined {
  const [height, width, depth] = array.shape;
  const [top, bottom] = slice(box.top, box.bottom, height);
  const [left, right] = slice(box.left, box.right, width);
  if (bottom === top || right === left) return undefined;
  const values = new Float64Array((bottom - top) * (right - left) * depth);
  for (let y = top, at = 0; y < bottom; y += 1) {
    const part = array.slab(y).subarray(left * depth, right * depth);
    values.set(part, at);
    at += part.length;
  }
  const region = eightBits(values, array.unsigned16);
  const gray = depth === 1 ? region : firstPlane(region, depth);
  const size = { width: right - left, height: bottom - top };
  const digest = `${size.width}x${size.height}-${hash('md5', region, 'hex')}`;
  return { ordinal: place, check: place, digest, ...size, gray, ...(depth === 1 ? {} : { planes: { count: depth, data: region } }) };
}

/** The first plane of a region with several samples a pixel. */
function firstPlane(region: Uint8Array, depth: number): Uint8Array {
  const plane = new Uint8Array(region.length / depth);
  for (let i = 0; i < plane.length; i += 1) plane[i] = region[i * depth]!;
  return plane;
}
