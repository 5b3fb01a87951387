// Measures the text reader on generated images: share of the words that are read in boxes where nothing was hidden, false text on images without any,
// milliseconds a box and an image.
// Usage: node --conditions=@deidbench/source benchmarks/src/reading-text.ts [instances of the scaled preset, default 0.01] [seed]
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Planted, TextBox } from '@deidbench/core/model';
import { decodeFrame, elementBytes, pixelElement, readDicomFile, toGray8, type DicomFile, type Frame } from '@deidbench/dicom';
import { openTextReader } from '@deidbench/ocr';
import { generate } from '@deidbench/synth';
import { identify, walkDataset } from './walk-dataset.ts';

const CLEAN_IMAGES = 60;
const [scale = 0.01, seed = 11] = process.argv.slice(2).map(Number);

interface Tally {
  boxes: number;
  words: number;
  read: number;
  milliseconds: number;
}

const words = (text: string) =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((word) => word.length > 2);
const squeeze = (text: string) => text.toLowerCase().replaceAll(/\s+/gu, '');

function firstFrame(file: DicomFile): Frame | undefined {
  const element = pixelElement(file);
  return element && decodeFrame(file, elementBytes(file, element), 0);
}

function boxOf(frame: Frame, planted?: Planted): TextBox {
  const [left, top, right, bottom] = planted?.box ?? [0, 0, frame.columns, frame.rows];
  const { width, height, data: gray } = toGray8(frame, { left, top, right, bottom });
  const digest = createHash('md5').update(`${width}x${height}`).update(gray).digest('hex');
  return { ordinal: 0, check: 0, digest, width, height, gray, ...(planted === undefined && { whole: true }) };
}

const folder = mkdtempSync(join(tmpdir(), 'deidbench-reading-'));
const reader = await openTextReader();
try {
  await generate({ preset: 'midi-1.1', scale, seed, out: folder });
  const lines = readFileSync(join(folder, 'planted.jsonl'), 'utf8').split('\n').filter(Boolean);
  const burned = lines.map((line) => JSON.parse(line) as Planted).filter(({ carrier, box }) => carrier === 'pixels' && box !== undefined);
  const bySop = Map.groupBy(burned, ({ sop }) => sop);
  const tallies = new Map<string, Tally>();
  const clean = { images: 0, falseTexts: 0, milliseconds: 0 };
  for (const path of walkDataset(join(folder, 'input'))) {
    const file = readDicomFile(path);
    const { sop, modality } = identify(file);
    const frame = firstFrame(file);
    if (frame === undefined) continue;
    for (const planted of bySop.get(sop) ?? []) {
      const started = performance.now();
      const [reading] = await reader.read([boxOf(frame, planted)]);
      const height = Math.round((planted.box?.[3] ?? 0) - (planted.box?.[1] ?? 0));
      for (const row of [
        modality,
        `${frame.bitsStored} bit`,
        `box of ${height < 40 ? 'under 40' : height < 80 ? '40 to 80' : 'over 80'} px`,
        'all',
      ]) {
        const tally = tallies.get(row) ?? { boxes: 0, words: 0, read: 0, milliseconds: 0 };
        tallies.set(row, tally);
        tally.boxes += 1;
        tally.words += words(planted.text).length;
        tally.read += words(planted.text).filter((word) => squeeze(reading?.text ?? '').includes(word)).length;
        tally.milliseconds += performance.now() - started;
      }
    }
    if (bySop.has(sop) || clean.images >= CLEAN_IMAGES) continue;
    const started = performance.now();
    const [found] = await reader.read([boxOf(frame)]);
    clean.images += 1;
    clean.falseTexts += found?.found?.length ?? 0;
    clean.milliseconds += performance.now() - started;
  }
  console.log('| images | boxes | words read | ms a box |\n|---|---|---|---|');
  for (const [row, { boxes, words: all, read, milliseconds }] of [...tallies].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`| ${row} | ${boxes} | ${((read / all) * 100).toFixed(1)} % of ${all} | ${(milliseconds / boxes).toFixed(0)} |`);
  console.log(
    `\nWithout burned-in identifiers: ${clean.images} images, ${clean.falseTexts} texts found, ${(clean.milliseconds / clean.images).toFixed(0)} ms an image.`,
  );
  console.log(`Memory of the process: ${(process.memoryUsage().rss / 2 ** 20).toFixed(0)} MB.`);
} finally {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
}
