import type { Box, Frame } from '@deidbench/dicom';
import type { Comparable } from './colours.ts';
import { rangeOf, similarity } from './ssim.ts';

/** How far an image differs from the original outside the boxes where something had to be hidden. */
export interface Damage {
  /** Samples that were compared. */
  samples: number;
  changed: number;
  /** Largest difference of one sample. */
  most: number;
  /** Peak signal-to-noise ratio in dB against the range of the original; Infinity for equal images. */
  psnr: number;
  /** Mean structural similarity, 1 for equal images; undefined where no block of pixels lies outside the boxes. */
  ssim?: number;
}

/** PSNR at which an image that changed nearly everywhere looks re-compressed rather than repainted. */
const LOSSY_PSNR = 30;
const LOSSY_SHARE = 0.3;

/** Compares two images sample by sample, all frames, boxes left out. The images must have the same shape. @throws DicomError for a frame that can't be decoded. */
export function damageOf({ before, after, tolerance }: Comparable, boxes: readonly Box[]): Damage {
  const damage = { samples: 0, changed: 0, most: 0 };
  let squares = 0;
  let peak = 1;
  const alike = { sum: 0, blocks: 0 };
  for (let i = 0; i < before.count; i += 1) {
    const [old, now] = [before.frame(i), after.frame(i)];
    peak = Math.max(peak, rangeOf(old.data));
    const hidden = maskOf(old, boxes);
    for (let at = 0; at < old.data.length; at += 1) {
      if (hidden?.[Math.floor(at / old.samples)] === 1) continue;
      damage.samples += 1;
      const difference = Math.abs(old.data[at]! - now.data[at]!);
      if (difference <= tolerance) continue;
      damage.changed += 1;
      squares += difference * difference;
      if (difference > damage.most) damage.most = difference;
    }
    const { sum, blocks } = similarity(old, now, hidden);
    alike.sum += sum;
    alike.blocks += blocks;
  }
  const ssim = alike.blocks === 0 ? {} : { ssim: alike.sum / alike.blocks };
  return { ...damage, ...ssim, psnr: squares === 0 ? Infinity : 10 * Math.log10((peak * peak * damage.samples) / squares) };
}

/** True where nearly every sample moved a little, as lossy compression does. */
export const looksRecompressed = ({ samples, changed, psnr }: Damage): boolean => changed / samples >= LOSSY_SHARE && psnr >= LOSSY_PSNR;

/** 1 for each pixel of a frame that lies in one of the boxes; undefined without boxes. */
export function maskOf({ rows, columns }: Frame, boxes: readonly Box[]): Uint8Array | undefined {
  if (boxes.length === 0) return undefined;
  const mask = new Uint8Array(rows * columns);
  for (const { left, top, right, bottom } of boxes) {
    for (let y = Math.max(0, top); y < Math.min(rows, bottom); y += 1) {
      mask.fill(1, y * columns + Math.max(0, left), y * columns + Math.min(columns, right));
    }
  }
  return mask;
}
