import type { Frame } from '@deidbench/dicom';
import type { Frames } from '../unit/frames.ts';
import { mayLose } from './lossy.ts';

/** Two images whose samples can be compared, and by how many levels equal ones may differ. */
export interface Comparable {
  before: Frames;
  after: Frames;
  tolerance: number;
}

/** JPEG with loss: decoders turn its colours into RGB, and round on the way. */
const JPEG = new Set(['1.2.840.10008.1.2.4.50', '1.2.840.10008.1.2.4.51']);
/** What rounding makes of a colour on its way to YBR and back. */
const ROUNDING = 3;

/**
 * Brings an original and an output into one colour space: RGB and YBR_FULL say the same in other numbers, and an image that was only called the other
 * one has other colours. Equal colours may differ by what rounding makes of them, unless the output is stored with loss itself.
 */
export function inOneSpace(images: { before: Frames; after: Frames }, syntaxes: { before: string; after: string }): Comparable {
  const [old, now] = [images.before.frame(0), images.after.frame(0)];
  if (!isColour(old) || !isColour(now)) return { ...images, tolerance: 0 };
  const differ = old.photometric !== now.photometric;
  const isRounded = (differ || JPEG.has(syntaxes.before)) && !mayLose(syntaxes.after);
  const tolerance = isRounded ? ROUNDING : 0;
  return differ ? { before: inRgb(images.before), after: inRgb(images.after), tolerance } : { ...images, tolerance };
}

const isColour = ({ samples, bitsStored, signed, photometric }: Frame): boolean =>
  samples === 3 && bitsStored === 8 && !signed && (photometric === 'RGB' || photometric === 'YBR_FULL');

const inRgb = (frames: Frames): Frames => ({ ...frames, frame: (index) => toRgb(frames.frame(index)) });

/** PS3.3 C.7.6.3.1.2: luminance and chrominance of full range. */
function toRgb(frame: Frame): Frame {
  if (frame.photometric !== 'YBR_FULL') return frame;
  const data = new Uint8ClampedArray(frame.data.length);
  for (let i = 0; i + 2 < data.length; i += 3) {
    const [y, cb, cr] = [frame.data[i]!, frame.data[i + 1]! - 128, frame.data[i + 2]! - 128];
    data[i] = y + 1.402 * cr;
    data[i + 1] = y - 0.344136 * cb - 0.714136 * cr;
    data[i + 2] = y + 1.772 * cb;
  }
  return { ...frame, photometric: 'RGB', data: new Uint8Array(data.buffer) };
}
