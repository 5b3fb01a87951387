import type { Paint } from '../iod/context.ts';
import type { Rng } from '../random/rng.ts';
import type { Box, BurnText, Region } from './burn.ts';
import { drawText, type Font, FONTS, textWidth } from './glyphs.ts';

const SMALLEST = 12;
const LARGEST = 48;

/** Where a block stands in its room: from the left and from the top, as shares of what is free. */
const POSITIONS: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
  [0, 0.5],
  [1, 0.5],
  [0.5, 0],
  [0.5, 1],
];

/**
 * Lays text blocks into different places of a room, by default of the whole image: one font a call, 12 to 48 pixels, smaller only where a
 * line would not fit.
 */
export function layOut(texts: readonly BurnText[], paint: Paint, rng: Rng, room: Box = [0, 0, paint.columns, paint.rows]): Region[] {
  const places = rng.shuffle(POSITIONS);
  const margin = Math.round(paint.columns / 32);
  const font = rng.pick(FONTS);
  const wanted = Math.max(SMALLEST, Math.min(LARGEST, Math.round((paint.columns / 24) * (0.8 + rng.next() * 0.7))));
  return texts.slice(0, POSITIONS.length).map((text, i) => {
    const size = fit(text.lines, font, room[2] - room[0] - 2 * margin - 4, wanted);
    return place(text, drawText(text.lines, size, font), room, margin, places[i] ?? [0, 0]);
  });
}

function place(text: BurnText, mask: Region['mask'], room: Box, margin: number, [across, down]: readonly [number, number]): Region {
  const at = (from: number, to: number, length: number, share: number): number =>
    Math.max(from, Math.round(from + margin + share * (to - from - 2 * margin - length)));
  const left = at(room[0], room[2], mask.width, across);
  const top = at(room[1], room[3], mask.height, down);
  return { ...text, mask, box: [left, top, Math.min(room[2], left + mask.width), Math.min(room[3], top + mask.height)] };
}

function fit(lines: readonly string[], font: Font, width: number, wanted: number): number {
  let size = wanted;
  while (size > 8 && lines.some((line) => textWidth(line, size, font) > width)) size--;
  return size;
}

const overlap = (a: Box, b: Box): boolean => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/** True when no two boxes share a pixel. */
export function areApart(regions: readonly { box: Box }[]): boolean {
  return regions.every(({ box: a }, i) => regions.slice(i + 1).every(({ box: b }) => !overlap(a, b)));
}
