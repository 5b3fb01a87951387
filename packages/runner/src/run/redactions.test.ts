import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDicom } from '@deidbench/dicom';
import type { Instance, Planted, TextReader } from '@deidbench/core/model';
import { identifierSet, judgeUnit, settle } from '@deidbench/judge';
import { openTextReader, type OcrReader } from '@deidbench/ocr';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BOX, burnedPixels, HEIGHT, imageOf, WIDTH } from '../testing/burned-image.ts';

const NAME = 'MORENO AMY';
const ROOT = '1.3.46.7';
const [left, top, right, bottom] = BOX;
const original = burnedPixels(NAME);

let folder: string;
let reader: OcrReader;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-redactions-'));
  mkdirSync(join(folder, 'in'));
  writeFileSync(join(folder, 'in/1.dcm'), writeDicom(imageOf(original, ROOT)));
  reader = await openTextReader();
});
afterAll(async () => {
  await reader.close();
  rmSync(folder, { recursive: true });
});

const instance: Instance = {
  ordinal: 0,
  path: '1.dcm',
  sop: `${ROOT}.3`,
  series: `${ROOT}.2`,
  study: `${ROOT}.1`,
  patient: '48392017',
  modality: 'US',
  vendor: '',
  sopClass: '1.2.840.10008.5.1.4.1.1.6.1',
  transferSyntax: '1.2.840.10008.1.2.1',
  bytes: 0,
  digest: '',
  uids: [],
};
const planted: Planted = {
  sop: instance.sop,
  patient: instance.patient,
  kind: 'name',
  severity: 'high',
  place: 'visible',
  text: 'Amy Moreno',
  at: 'pixels',
  carrier: 'pixels',
  box: [left, top, right, bottom],
  keyed: false,
};

let runs = 0;
/** Severities of the leaks of burned-in text after a tool left these pixels, read by the real reader. */
async function leaksOf(pixels: Uint8Array, by: TextReader = reader): Promise<string[]> {
  const outputRoot = join(folder, `out-${(runs += 1)}`);
  mkdirSync(outputRoot);
  writeFileSync(join(outputRoot, '1.dcm'), writeDicom(imageOf(pixels, '2.25.9')));
  const judged = judgeUnit({
    instances: [instance],
    inputRoot: join(folder, 'in'),
    output: [{ path: '1.dcm', bytes: 1 }],
    outputRoot,
    stagedNames: ['1.dcm'],
    naming: 'same-path',
    identifiers: identifierSet([instance], [planted]),
    policy: 'tcia',
  });
  const settled = settle(judged, await by.read(judged.pending));
  return settled.findings.filter(({ tagPath, leak }) => leak && tagPath === 'pixels').map(({ severity }) => severity);
}

type Change = (x: number, y: number, old: number) => number;
const inBox = (x: number, y: number) => x >= left && x < right && y >= top && y < bottom;
const repaint = (change: Change): Uint8Array =>
  original.map((old, i) => (inBox(i % WIDTH, Math.floor(i / WIDTH)) ? change(i % WIDTH, Math.floor(i / WIDTH), old) : old));
const at = (x: number, y: number) => original[Math.min(HEIGHT - 1, Math.max(0, y)) * WIDTH + Math.min(WIDTH - 1, Math.max(0, x))]!;

function blurred(sigma: number): Uint8Array {
  const radius = Math.ceil(sigma * 3);
  const weights: [number, number, number][] = [];
  for (let dy = -radius; dy <= radius; dy += 1)
    for (let dx = -radius; dx <= radius; dx += 1) weights.push([dx, dy, Math.exp(-(dx * dx + dy * dy) / (2 * sigma * sigma))]);
  const sum = weights.reduce((total, [, , weight]) => total + weight, 0);
  return repaint((x, y) => Math.round(weights.reduce((total, [dx, dy, weight]) => total + weight * at(x + dx, y + dy), 0) / sum));
}

const pixelated = (size: number): Uint8Array =>
  repaint((x, y) => {
    const [x0, y0] = [x - (x % size), y - (y % size)];
    let sum = 0;
    for (let i = 0; i < size * size; i += 1) sum += at(x0 + (i % size), y0 + Math.floor(i / size));
    return Math.round(sum / (size * size));
  });

describe('burned-in text after a redaction', () => {
  it.each<[string, () => Uint8Array, string[]]>([
    ['left as it is', () => original, ['high']],
    ['inverted', () => repaint((_x, _y, old) => 255 - old), ['high']],
    ['covered beside it', () => original.map((old, i) => (i % WIDTH >= right - 20 ? 0 : old)), ['high']],
    ['covered in its right half', () => repaint((x, _y, old) => (x > left + 135 ? 0 : old)), ['high']],
    ['blurred by 2 pixels', () => blurred(2), ['high']],
    ['blacked out', () => repaint(() => 0), []],
    ['filled with noise', () => repaint((x, y) => 30 + ((x * 7919 + y * 104_729) % 97)), []],
    ['pixelated in blocks of 12', () => pixelated(12), []],
    ['blurred by 8 pixels', () => blurred(8), []],
    ['overwritten with another text', () => burnedPixels('ANONYMOUS 01'), []],
  ])('%s', async (_name, pixels, expected) => {
    expect(await leaksOf(pixels())).toEqual(expected);
  });
});
