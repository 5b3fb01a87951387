import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** How much of each pixel the text covers, 0 … 255, row by row. */
export interface Mask {
  width: number;
  height: number;
  alpha: Uint8Array;
}

const FAMILY = 'deidbench';
let registered = false;

function font(size: number): string {
  if (!registered) {
    const path = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
    GlobalFonts.registerFromPath(path, FAMILY);
    registered = true;
  }
  return `${size}px ${FAMILY}`;
}

/** Width of a line in pixels at a font size. */
export function textWidth(text: string, size: number): number {
  const context = createCanvas(1, 1).getContext('2d');
  context.font = font(size);
  return Math.ceil(context.measureText(text).width);
}

/** Draws lines of text in DejaVu Sans; the mask is tight but for a border of two pixels. */
export function drawText(lines: readonly string[], size: number): Mask {
  const line = Math.ceil(size * 1.3);
  const width = Math.max(...lines.map((text) => textWidth(text, size))) + 4;
  const height = line * lines.length + 4;
  const context = createCanvas(width, height).getContext('2d');
  context.font = font(size);
  context.fillStyle = '#fff';
  context.textBaseline = 'top';
  for (const [i, text] of lines.entries()) context.fillText(text, 2, 2 + i * line + Math.round(size * 0.1));
  const { data } = context.getImageData(0, 0, width, height);
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[i * 4 + 3] as number;
  return { width, height, alpha };
}
