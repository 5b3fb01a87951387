import type { Frame } from '@deidbench/dicom';
import type { Frames } from '../unit/frames.ts';

/** Which pixels of a frame were to be hidden; undefined for none. */
export type Mask = (frame: Frame) => Uint8Array | undefined;

const OTHER: Record<string, string> = { MONOCHROME1: 'MONOCHROME2', MONOCHROME2: 'MONOCHROME1' };

/**
 * True where MONOCHROME1 became MONOCHROME2, or the other way round, and each sample outside the mask was turned round about one and the same
 * value: stored otherwise, shown alike (PS3.3 C.7.6.3.1.2). Both images must have the same shape.
 * @throws DicomError for a frame that can't be decoded.
 */
export function isTurnedRound(before: Frames, after: Frames, mask: Mask): boolean {
  if (OTHER[before.frame(0).photometric] !== after.frame(0).photometric) return false;
  let sum: number | undefined;
  for (let i = 0; i < before.count; i += 1) {
    const [old, now] = [before.frame(i), after.frame(i)];
    const hidden = mask(old);
    for (let at = 0; at < old.data.length; at += 1) {
      if (hidden?.[at] === 1) continue;
      sum ??= old.data[at]! + now.data[at]!;
      if (old.data[at]! + now.data[at]! !== sum) return false;
    }
  }
  return true;
}
