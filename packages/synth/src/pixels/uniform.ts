import type { Paint } from '../iod/context.ts';

interface Region {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** True when all pixels of a box of the first frame are alike. `plain`: stored bytes, uncompressed. */
export function isUniform(plain: Uint8Array, { columns, samples, bitsAllocated }: Paint, { left, top, right, bottom }: Region): boolean {
  const size = (samples * bitsAllocated) / 8;
  const first = plain.subarray((top * columns + left) * size, (top * columns + left + 1) * size);
  for (let row = top; row < bottom; row++) {
    const from = (row * columns + left) * size;
    for (let at = from; at < (row * columns + right) * size; at++) {
      if (plain[at] !== first[(at - from) % size]) return false;
    }
  }
  return true;
}
