import { createHash } from 'node:crypto';
import type { TextBox } from '@deidbench/core/model';
import { toGray8, type Frame } from '@deidbench/dicom';
import { frameAt, type Frames } from './frames.ts';

/** Larger images are not looked at: finding text in them would take minutes. */
export const MOST_PIXELS = 2 ** 24;
/** A frame as the text reader takes it; undefined where there is none, or it can't be decoded. */
export function wholeImage(frames: Frames | undefined, index: number, ordinal: number): TextBox | undefined {
  const frame = frames && frameAt(frames, index);
  if (frame === undefined || sizeOf(frame) > MOST_PIXELS) return undefined;
  const { width, height, data: gray } = toGray8(frame);
  const digest = createHash('md5').update(`${width}x${height}`).update(gray).digest('hex');
  return { ordinal, check: -1, digest, width, height, gray, whole: true };
}

export const isTooLarge = (frames: Frames): boolean => sizeOf(frames.frame(0)) > MOST_PIXELS;

const sizeOf = ({ rows, columns }: Frame): number => rows * columns;
