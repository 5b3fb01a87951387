import type { Box, Gray } from '@deidbench/dicom';
import { sampleFrames } from '../pixels/sample-frames.ts';
import { boxEqual, clipped, frameAt, grayOf, isEmpty, isFlat, type Frames } from './frames.ts';

/** Larger boxes are not read: no text fills so many pixels. */
const MOST_PIXELS = 2 ** 24;
/** Frames that may fail before the rest of a clip is given up. */
const MOST_BROKEN = 16;

/** What became of the pixels of a box. */
export type BoxState =
  | { state: 'gone' | 'unreadable' | 'outside' }
  /** `frame`: the first that shows it. */
  | { state: 'unchanged'; frame: number }
  /** `left`: frames that changed too and are not looked at. */
  | { state: 'changed'; frame: number; boxes: Gray[]; left: number };

/**
 * Compares a box in all frames; of those that changed and are not blank, some spread evenly are to be read, or all. Frames that can't be decoded
 * are left out: the others may show the text.
 */
export function compareBox(before: Frames | undefined, after: Frames, box: Box, most: number): BoxState {
  if (before !== undefined && isEmpty(clipped(before.frame(0), box))) return { state: 'outside' };
  const changed: number[] = [];
  let broken = 0;
  for (let i = 0; i < after.count && broken < MOST_BROKEN; i += 1) {
    const frame = frameAt(after, i);
    if (frame === undefined) broken += 1;
    if (frame === undefined || isFlat(frame, box)) continue;
    if (before && i < before.count && boxEqual(before.frame(i), frame, box)) return { state: 'unchanged', frame: i };
    changed.push(i);
  }
  if (changed.length === 0) return { state: broken > 0 ? 'unreadable' : 'gone' };
  const looked = sampleFrames(changed.length, most).map((at) => changed[at]!);
  if (area(clipped(after.frame(changed[0]!), box)) > MOST_PIXELS) return { state: 'unreadable' };
  const boxes = looked.map((i) => grayOf(after.frame(i), box));
  return { state: 'changed', frame: looked[0]!, boxes, left: changed.length - looked.length };
}

export const area = ({ left, top, right, bottom }: Box): number => (right - left) * (bottom - top);
