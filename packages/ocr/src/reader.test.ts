import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { TextBox } from '@deidbench/core/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { turned } from './gray.ts';
import { openTextReader, type OcrReader } from './index.ts';

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
GlobalFonts.registerFromPath(join(fonts, 'DejaVuSans.ttf'), 'Sans');
GlobalFonts.registerFromPath(join(fonts, 'DejaVuSansMono.ttf'), 'Mono');

let reader: OcrReader;
beforeAll(async () => {
  reader = await openTextReader();
});
afterAll(() => reader.close());

/** Noise from a small generator of its own, so that a test never changes its picture. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

function picture(lines: string[], size: number, { font = 'Sans', ink = 255, ground = 40, spread = 40, seed = 1 } = {}): TextBox {
  const width = Math.ceil(Math.max(...lines.map((line) => line.length)) * size * 0.75) + 20;
  const height = Math.ceil(lines.length * size * 1.5);
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.font = `${size}px ${font}`;
  context.fillStyle = '#fff';
  lines.forEach((line, i) => context.fillText(line, 6, size * 1.5 * i + size * 1.1));
  const mask = context.getImageData(0, 0, width, height).data;
  const random = noise(seed);
  const gray = Uint8Array.from({ length: width * height }, (_, i) => {
    const back = ground + random() * spread;
    const share = mask[4 * i + 3]! / 255;
    return back + (ink - back) * share;
  });
  return { ordinal: 0, check: 0, digest: createHash('md5').update(gray).digest('hex'), width, height, gray, lines: lines.length };
}

const tokens = (text: string) =>
  text
    .toLowerCase()
    .split(/[^a-z0-9.]+/)
    .filter((token) => token.length > 1);
const readable = (read: string, text: string) =>
  tokens(text).filter((token) => read.toLowerCase().replaceAll(' ', '').includes(token)).length / tokens(text).length;

describe('the text reader', () => {
  it.each([
    [12, 'Sans'],
    [16, 'Mono'],
    [24, 'Sans'],
    [48, 'Mono'],
  ])('reads a name and a birth date burned in at %i px in %s', async (size, font) => {
    const lines = ['MORENO AMY [F] 06.02.2018', 'DOB: 05.09.1986'];
    const [reading] = await reader.read([picture(lines, size, { font })]);
    expect(readable(reading!.text, lines.join(' '))).toBeGreaterThanOrEqual(0.8);
  });

  it('reads black text on a bright ground', async () => {
    const [reading] = await reader.read([picture(['GARCIA LUIS [M]'], 20, { ink: 0, ground: 200 })]);
    expect(readable(reading!.text, 'GARCIA LUIS')).toBe(1);
  });

  it('reads two lines when nobody says how many there are', async () => {
    const { lines: _, ...box } = picture(['MORENO AMY', 'DOB: 05.09.1986'], 20);
    const [reading] = await reader.read([box]);
    expect(readable(reading!.text, 'MORENO AMY 05.09.1986')).toBe(1);
  });

  it('reads a name that runs up the image', async () => {
    const { width, height, gray } = picture(['WALKER JAMES'], 24);
    const up = turned({ width, height, gray }, 3);
    const [reading] = await reader.read([{ ...up, ordinal: 0, check: 0, digest: 'up' }]);
    const told = [reading!.text, ...(reading!.others ?? [])].join(' ');
    expect(readable(told, 'WALKER JAMES')).toBe(1);
  });

  it('finds no text where a box was filled or holds only noise', async () => {
    const black: TextBox = { ordinal: 0, check: 0, digest: 'black', width: 300, height: 40, gray: new Uint8Array(12000), lines: 1 };
    const random = noise(5);
    const speckle: TextBox = { ...black, digest: 'speckle', gray: Uint8Array.from({ length: 12000 }, () => 40 + random() * 60) };
    expect(await reader.read([black, speckle])).toEqual([
      { text: '', confidence: 0 },
      { text: '', confidence: 0 },
    ]);
  });

  /** An image of noise in which a picture of text stands 100 pixels from the left. */
  function imageWith(text: { width: number; height: number; gray: Uint8Array }, top: number) {
    const [width, height] = [640, 480];
    const random = noise(9);
    const gray = Uint8Array.from({ length: width * height }, () => 30 + random() * 30);
    for (let y = 0; y < text.height; y++) gray.set(text.gray.subarray(y * text.width, (y + 1) * text.width), (top + y) * width + 100);
    return { width, height, gray };
  }

  it('finds text anywhere in an image and says where', async () => {
    const found = await reader.find(imageWith(picture(['WALKER JAMES 1961'], 22), 300));
    expect(readable(found.map((line) => line.text).join(' '), 'WALKER JAMES 1961')).toBe(1);
    expect(found[0]!.box[0]).toBeGreaterThan(60);
    expect(found[0]!.box[1]).toBeGreaterThan(270);
    expect(found[0]!.box[3]).toBeLessThan(370);
  });

  it.each([
    ['up', 3],
    ['down', 1],
  ])('finds text that runs %s an image', async (_way, quarters) => {
    const { width, height, gray } = picture(['WALKER JAMES 1961'], 22);
    const found = await reader.find(imageWith(turned({ width, height, gray }, quarters), 100));
    expect(readable(found.map((line) => line.text).join(' '), 'WALKER JAMES 1961')).toBe(1);
    expect(found[0]!.box[2] - found[0]!.box[0]).toBeLessThan(90);
  });

  it('finds no text in the ticks of a ruler that runs down an image', async () => {
    const { width, height, gray } = imageWith({ width: 0, height: 0, gray: new Uint8Array() }, 0);
    for (let y = 40; y < 440; y += 8) gray.fill(250, y * width + 600 - (y % 40 === 0 ? 16 : 8), y * width + 600);
    expect(await reader.find({ width, height, gray })).toEqual([]);
  });
});
