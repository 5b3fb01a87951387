import {
  decodeFrame,
  DicomError,
  elementBytes,
  pixelElement,
  pixelInfo,
  toGray8,
  type Box,
  type DicomFile,
  type Frame,
  type Gray,
} from '@deidbench/dicom';

/** The frames of an image, each decoded when it is asked for. */
export interface Frames {
  count: number;
  /** True where the data end before the image does: what is missing is zero. */
  isCut?: boolean;
  frame(index: number): Frame;
}

/** The frames of a file's Pixel Data; undefined where there are none, or none that can be decoded. */
export function framesOf(file: DicomFile): Frames | undefined {
  const decoded = decodeFrames(file);
  return decoded === undefined || 'reason' in decoded ? undefined : decoded;
}

/** As `framesOf`; of an image whose data end too early, what is there: whoever opens it with a lenient viewer sees as much. */
export function framesThere(file: DicomFile): Frames | undefined {
  return framesOf(file) ?? cutFrames(file);
}

function cutFrames(file: DicomFile): Frames | undefined {
  try {
    const element = pixelElement(file);
    const info = pixelInfo(file);
    const { rows, columns, samples, bitsAllocated, photometric } = info;
    if (element === undefined || info.encapsulated || bitsAllocated === 1 || photometric.endsWith('422')) return undefined;
    const size = rows * columns * samples * (bitsAllocated / 8);
    const bytes = elementBytes(file, element);
    if (bytes.length === 0 || bytes.length >= size) return undefined;
    const padded = new Uint8Array(size);
    padded.set(bytes);
    const frame = decodeFrame(file, padded, 0);
    return { count: 1, isCut: true, frame: () => frame };
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

/** The frames of a file's Pixel Data, or why they can't be decoded; undefined where there are none. The last frame decoded is kept. */
export function decodeFrames(file: DicomFile): Frames | { reason: string } | undefined {
  try {
    const element = pixelElement(file);
    if (element === undefined) return undefined;
    const bytes = elementBytes(file, element);
    let last = { index: 0, frame: decodeFrame(file, bytes, 0) };
    const frame = (index: number): Frame => {
      if (index !== last.index) last = { index, frame: decodeFrame(file, bytes, index) };
      return last.frame;
    };
    return { count: pixelInfo(file).frames, frame };
  } catch (error) {
    if (error instanceof DicomError) return { reason: reasonOf(error) };
    throw error;
  }
}

/** A transfer syntax is told only where it looks like one: a tool may write anything there. */
function reasonOf({ code, message }: DicomError): string {
  if (code !== 'UNKNOWN_SYNTAX') return message;
  const [syntax] = /[\d.]{5,64}/.exec(message) ?? [];
  return syntax === undefined ? 'its transfer syntax is unknown' : `no decoder for the transfer syntax ${syntax}`;
}

/** A frame; undefined where there is none of this number, or it can't be decoded. */
export function frameAt(frames: Frames, index: number): Frame | undefined {
  try {
    return index < frames.count ? frames.frame(index) : undefined;
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}

/** The part of a box that lies in a frame; of no width or height where it lies outside. */
export function clipped({ rows, columns }: Frame, box: Box): Box {
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  const [left, top] = [within(box.left, columns), within(box.top, rows)];
  return { left, top, right: Math.max(left, within(box.right, columns)), bottom: Math.max(top, within(box.bottom, rows)) };
}

export const isEmpty = ({ left, top, right, bottom }: Box): boolean => right <= left || bottom <= top;

export const grayOf = (frame: Frame, box: Box): Gray => toGray8(frame, box);

/** True where two images show the same: as many frames of the same size and sample values, but for what rounding makes of them. False where one of them can't be decoded to its end. */
export function framesEqual(a: Frames, b: Frames, tolerance = 0): boolean {
  if (a.count !== b.count || a.isCut === true || b.isCut === true) return false;
  try {
    for (let i = 0; i < a.count; i += 1) {
      const [one, other] = [a.frame(i), b.frame(i)];
      if (one.rows !== other.rows || one.columns !== other.columns || one.samples !== other.samples) return false;
      if (!samplesEqual(one.data, other.data, tolerance)) return false;
    }
  } catch (error) {
    if (error instanceof DicomError) return false;
    throw error;
  }
  return true;
}

export function samplesEqual(a: ArrayLike<number>, b: ArrayLike<number>, tolerance = 0): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i += 1) if (a[i] !== b[i] && !(Math.abs(a[i]! - b[i]!) <= tolerance)) return false;
  return true;
}

/** True where two frames of the same width show the same in a box. */
export function boxEqual(a: Frame, b: Frame, box: Box): boolean {
  if (a.columns !== b.columns || a.samples !== b.samples) return false;
  const [one, other] = [clipped(a, box), clipped(b, box)];
  if (one.top !== other.top || one.bottom !== other.bottom) return false;
  return rowsOf(a, one).every(([from, to]) => {
    for (let i = from; i < to; i += 1) if (a.data[i] !== b.data[i]) return false;
    return true;
  });
}

/** True for a box of one colour. */
export function isFlat(frame: Frame, box: Box): boolean {
  const part = clipped(frame, box);
  if (isEmpty(part)) return true;
  const { data, samples } = frame;
  const first = (part.top * frame.columns + part.left) * samples;
  return rowsOf(frame, part).every(([from, to]) => {
    for (let i = from; i < to; i += 1) if (data[i] !== data[first + ((i - from) % samples)]) return false;
    return true;
  });
}

/** Where the samples of each row of a box begin and end. */
const rowsOf = ({ columns, samples }: Frame, { left, top, right, bottom }: Box): [from: number, to: number][] =>
  Array.from({ length: bottom - top }, (_, y) => [((top + y) * columns + left) * samples, ((top + y) * columns + right) * samples]);
