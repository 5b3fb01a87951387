import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

/** How much of each pixel the text covers, 0 … 255, row by row. */
export interface Mask {
  width: number;
  height: number;
  alpha: Uint8Array;
}

/** Faces that scanners' and printers' texts look like. */
export const FONTS = ['DejaVuSans', 'DejaVuSans-Bold', 'DejaVuSansCondensed', 'DejaVuSansMono', 'DejaVuSerif'] as const;
export type Font = (typeof FONTS)[number];

const registered = new Set<string>();
const CACHE = 200;
const masks = new Map<string, Mask>();

function style(font: Font, size: number): string {
  if (!registered.has(font)) {
    const path = createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${font}.ttf`);
    GlobalFonts.registerFromPath(path, `deidbench ${font}`);
    registered.add(font);
  }
  return `${size}px "deidbench ${font}"`;
}

/** Width of a line in pixels at a font size. */
export function textWidth(text: string, size: number, font: Font = 'DejaVuSans'): number {
  const context = createCanvas(1, 1).getContext('2d');
  context.font = style(font, size);
  return Math.ceil(context.measureText(text).width);
}

/** Draws lines of text; the mask is tight but for a border of two pixels. Texts repeat in a series: masks are kept, so don't change them. */
export function drawText(lines: readonly string[], size: number, font: Font = 'DejaVuSans'): Mask {
  const key = `${font} ${size} ${lines.join('\n')}`;
  let mask = masks.get(key);
  if (mask === undefined) {
    mask = draw(lines, size, font);
    if (masks.size >= CACHE) masks.clear();
    masks.set(key, mask);
  }
  return mask;
}

function draw(lines: readonly string[], size: number, font: Font): Mask {
  const line = Math.ceil(size * 1.3);
  const width = Math.max(...lines.map((text) => textWidth(text, size, font))) + 4;
  const height = line * lines.length + 4;
  const context = createCanvas(width, height).getContext('2d');
  context.font = style(font, size);
  context.fillStyle = '#fff';
  context.textBaseline = 'top';
  for (const [i, text] of lines.entries()) context.fillText(text, 2, 2 + i * line + Math.round(size * 0.1));
  const { data } = context.getImageData(0, 0, width, height);
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) alpha[i] = data[i * 4 + 3] as number;
  return { width, height, alpha };
}
