import { createCanvas } from '@napi-rs/canvas';
import type { Box, Frame } from '@deidbench/dicom';
import type { Typeface } from './fonts.ts';
import type { Random } from './random.ts';

export interface Writing {
  lines: readonly string[];
  typeface: Typeface;
  size: number;
  ink: 'white' | 'grey' | 'black' | 'banner';
  /** Pixels of ground that the box holds around the text. */
  padding: number;
}

/** Share of the frame's range by which ink and ground must differ, and share of the box where they may not. */
const CONTRAST = 0.3;
const LOST = 0.05;

/** Writes text into a copy of a frame somewhere; the frame and the text's box, undefined where it does not fit or could not be seen. */
export function write(frame: Frame, writing: Writing, random: Random): { frame: Frame; box: Box } | undefined {
  const { lines, typeface, size, padding } = writing;
  const pitch = Math.ceil(size * 1.25);
  const measure = createCanvas(1, 1).getContext('2d');
  const width = Math.ceil(Math.max(...lines.map((line) => typeface.width(measure, line, size)))) + 4;
  const height = pitch * lines.length + 2;
  const [roomX, roomY] = [frame.columns - width, frame.rows - height];
  if (roomX < 0 || roomY < 0) return undefined;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#fff';
  context.strokeStyle = '#fff';
  lines.forEach((line, i) => typeface.draw(context, line, size, 2, Math.round(i * pitch + size * 0.95)));
  const alpha = context.getImageData(0, 0, width, height).data;
  const [left, top] = [random.between(0, roomX), random.between(0, roomY)];
  const data = frame.data.slice();
  const [low, high] = range(frame);
  const level = { white: high, black: low, grey: low + (high - low) * 0.6, banner: high }[writing.ink];
  let lost = 0;
  for (let i = 0; i < width * height; i += 1) {
    const soft = alpha[4 * i + 3]! / 255;
    const share = typeface.hard ? Math.round(soft) : soft;
    const at = ((top + Math.floor(i / width)) * frame.columns + left + (i % width)) * frame.samples;
    for (let sample = 0; sample < frame.samples; sample += 1) {
      const under = writing.ink === 'banner' ? low : data[at + sample]!;
      if (sample === 0 && Math.abs(level - under) < (high - low) * CONTRAST) lost += 1;
      data[at + sample] = under + (level - under) * share;
    }
  }
  if (lost > width * height * LOST) return undefined;
  const box = { left: left - padding, top: top - padding, right: left + width + padding, bottom: top + height + padding };
  return { frame: { ...frame, data }, box: clip(box, frame) };
}

/** Lowest and highest value of a frame: devices write with the ends of what they show. */
function range({ data }: Frame): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of data) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return [low, high];
}

const clip = (box: Box, { rows, columns }: Frame): Box => ({
  left: Math.max(0, box.left),
  top: Math.max(0, box.top),
  right: Math.min(columns, box.right),
  bottom: Math.min(rows, box.bottom),
});
