import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDicom } from '@deidbench/dicom';
import type { TextReader } from '@deidbench/core/model';
import { identifierSet, judgeUnit, settle } from '@deidbench/judge';
import { openTextReader, type OcrReader } from '@deidbench/ocr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BOX,
  burnedInstance,
  burnedName,
  burnedPixels,
  HEIGHT,
  imageOf,
  RADIOGRAPH,
  ROOT,
  ULTRASOUND,
  WIDTH,
  type Look,
} from '../testing/burned-image.ts';

const NAME = 'MORENO AMY';
const [left, top, right, bottom] = BOX;
const pictures = { Burned: burnedPixels(NAME, ULTRASOUND), 'Burned Serif': burnedPixels(NAME, RADIOGRAPH) };
const burned = (font: Look['font']): Uint8Array => pictures[font];

let folder: string;
let reader: OcrReader;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-redactions-'));
  for (const look of [ULTRASOUND, RADIOGRAPH]) {
    mkdirSync(join(folder, look.modality));
    writeFileSync(join(folder, look.modality, '1.dcm'), writeDicom(imageOf(burned(look.font), ROOT, look)));
  }
  reader = await openTextReader();
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

const planted = burnedName('Amy Moreno');

let runs = 0;
/** Severities of the leaks of burned-in text after a tool left these pixels, read by the real reader. */
async function leaksOf(look: Look, pixels: Uint8Array, by: TextReader = reader): Promise<string[]> {
  const outputRoot = join(folder, `out-${(runs += 1)}`);
  mkdirSync(outputRoot);
  writeFileSync(join(outputRoot, '1.dcm'), writeDicom(imageOf(pixels, '2.25.9', look)));
  const judged = judgeUnit({
    instances: [{ ...burnedInstance, modality: look.modality }],
    inputRoot: join(folder, look.modality),
    output: [{ path: '1.dcm', bytes: 1 }],
    outputRoot,
    stagedNames: ['1.dcm'],
    naming: 'same-path',
    identifiers: identifierSet([burnedInstance], [planted]),
    policy: 'tcia',
  });
  const settled = settle(judged, await by.read(judged.pending));
  return settled.findings.filter(({ tagPath, leak }) => leak && tagPath === 'pixels').map(({ severity }) => severity);
}

type Change = (x: number, y: number, old: number) => number;
const inBox = (x: number, y: number) => x >= left && x < right && y >= top && y < bottom;
const repaint = (font: Look['font'], change: Change): Uint8Array =>
  burned(font).map((old, i) => (inBox(i % WIDTH, Math.floor(i / WIDTH)) ? change(i % WIDTH, Math.floor(i / WIDTH), old) : old));
const at = (font: Look['font'], x: number, y: number) =>
  burned(font)[Math.min(HEIGHT - 1, Math.max(0, y)) * WIDTH + Math.min(WIDTH - 1, Math.max(0, x))]!;

function blurred(font: Look['font'], sigma: number): Uint8Array {
  const radius = Math.ceil(sigma * 3);
  const weights: [number, number, number][] = [];
  for (let dy = -radius; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1) weights.push([dx, dy, Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))]);
  const sum = weights.reduce((total, [, , weight]) => total + weight, 0);
  return repaint(font, (x, y) =>
    Math.round(weights.reduce((total, [dx, dy, weight]) => total + weight * at(font, x + dx, y + dy), 0) / sum),
  );
}

const pixelated = (font: Look['font'], size: number): Uint8Array =>
  repaint(font, (x, y) => {
    const [x0, y0] = [x - (x % size), y - (y % size)];
    let sum = 0;
    for (let i = 0; i < size * size; i += 1) sum += at(font, x0 + (i % size), y0 + Math.floor(i / size));
    return Math.round(sum / (size * size));
  });

const CASES: [name: string, pixels: (look: Look) => Uint8Array, severities: string[]][] = [
  ['left as it is', ({ font }) => burned(font), ['high']],
  ['inverted', ({ font }) => repaint(font, (_x, _y, old) => 255 - old), ['high']],
  ['covered beside it', ({ font }) => burned(font).map((old, i) => (i % WIDTH >= right - 20 ? 0 : old)), ['high']],
  ['covered in its right half', ({ font }) => repaint(font, (x, _y, old) => (x > left + 150 ? 0 : old)), ['high']],
  ['blurred by 2 pixels', ({ font }) => blurred(font, 2), ['high']],
  ['blacked out', ({ font }) => repaint(font, () => 0), []],
  ['filled with noise', ({ font }) => repaint(font, (x, y) => 30 + ((x * 7919 + y * 104_729) % 97)), []],
  ['pixelated in blocks of 12', ({ font }) => pixelated(font, 12), []],
  ['blurred by 8 pixels', ({ font }) => blurred(font, 8), []],
  ['overwritten with another text', (look) => burnedPixels('ANONYMOUS 01', look), []],
];

describe.each([
  ['bright on an ultrasound image of 8 bits', ULTRASOUND],
  ['bold serifs on a radiograph of 16 bits, stored inverted', RADIOGRAPH],
])('burned-in text, %s, after a redaction', (_look, look) => {
  it.each(CASES)('%s', async (_name, pixels, expected) => {
    expect(await leaksOf(look, pixels(look))).toEqual(expected);
  });
});
