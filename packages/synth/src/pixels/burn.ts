import type { IdentifierKind } from '@deidbench/core/model';
import type { Paint } from '../iod/context.ts';
import type { Mask } from './glyphs.ts';
import type { Samples } from './paint.ts';

/** Pixel box [left, top, right, bottom], the last two just behind. */
export type Box = [number, number, number, number];

/** Text that goes into the pixels as one block. */
export interface BurnText {
  lines: string[];
  identifiers: { text: string; kind: IdentifierKind }[];
}

export interface Region extends BurnText {
  box: Box;
  mask: Mask;
}

/** Writes the text into every frame: bright, or dark where the ground is bright. */
export function burn(samples: Samples, paint: Paint, regions: readonly { box: Box; mask: Mask }[]): void {
  for (const { box, mask } of regions) {
    const ink = meanOf(samples, paint, box) > (paint.low + paint.high) / 2 ? paint.low : paint.high;
    forEachPixel(paint, box, (at, row, column) => {
      const alpha = mask.alpha[(row - box[1]) * mask.width + (column - box[0])] ?? 0;
      if (alpha === 0) return;
      for (let channel = 0; channel < paint.samples; channel++) {
        const old = samples[at + channel] as number;
        samples[at + channel] = old + ((ink - old) * alpha) / 255;
      }
    });
  }
}

/** Mean stored value of a box, all frames and samples. */
function meanOf(samples: Samples, paint: Paint, box: Box): number {
  let [sum, count] = [0, 0];
  forEachPixel(paint, box, (at) => {
    for (let channel = 0; channel < paint.samples; channel++, count++) sum += samples[at + channel] as number;
  });
  return sum / Math.max(1, count);
}

/** Sets the boxes to black in every frame: 0, the largest stored value in MONOCHROME1, the smallest of signed pixels. */
export function blank(samples: Samples, paint: Paint, boxes: readonly Box[]): void {
  const top = 2 ** (paint.bitsStored - (paint.signed ? 1 : 0)) - 1;
  const black = paint.photometric === 'MONOCHROME1' ? top : paint.signed ? -(2 ** (paint.bitsStored - 1)) : 0;
  for (const box of boxes) {
    forEachPixel(paint, box, (at) => {
      for (let channel = 0; channel < paint.samples; channel++) samples[at + channel] = black;
    });
  }
}

function forEachPixel(
  { rows, columns, frames, samples }: Paint,
  [left, top, right, bottom]: Box,
  visit: (at: number, row: number, column: number) => void,
): void {
  for (let frame = 0; frame < frames; frame++) {
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) visit(((frame * rows + row) * columns + column) * samples, row, column);
    }
  }
}
