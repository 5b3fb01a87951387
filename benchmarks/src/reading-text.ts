// Measures the text reader on images in which text was written with typefaces that the generator never uses: words read and verdicts by size,
// typeface, ink, modality, bits and lines; false text on clean images; milliseconds a box and an image; memory.
// Usage: node --conditions=@deidbench/source benchmarks/src/reading-text.ts [boxes, default 500] [seed] > benchmarks/results/reading-text.md
// With --check: ends with 1 where an aim is missed.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TextBox } from '@deidbench/core/model';
import { toGray8, type Box, type Frame } from '@deidbench/dicom';
import { textRead } from '@deidbench/judge';
import { openTextReader } from '@deidbench/ocr';
import { write } from './reading/draw.ts';
import { loadTypefaces } from './reading/fonts.ts';
import { cleanGrounds } from './reading/grounds.ts';
import { randomOf } from './reading/random.ts';
import { Tally } from './reading/tally.ts';
import { identifierLines, unlabelled } from './reading/texts.ts';

const SIZES = [10, 12, 14, 16, 20, 24, 32, 40, 48, 60];
/** Each so manieth box is read without its text as well. */
const EMPTY_EVERY = 5;
const [boxes = 500, seed = 11] = process.argv
  .slice(2)
  .filter((argument) => !argument.startsWith('--'))
  .map(Number);

function boxOf(frame: Frame, box?: Box): TextBox {
  const { width, height, data: gray } = toGray8(frame, box);
  const digest = createHash('md5').update(`${width}x${height}`).update(gray).digest('hex');
  return { ordinal: 0, check: 0, digest, width, height, gray, ...(box === undefined && { whole: true }) };
}

const folder = mkdtempSync(join(tmpdir(), 'deidbench-reading-'));
const reader = await openTextReader();
try {
  const grounds = cleanGrounds(join(folder, 'dataset'), seed, 1024);
  mkdirSync(join(folder, 'fonts'));
  const typefaces = loadTypefaces(join(folder, 'fonts'));
  const random = randomOf(seed);
  const tally = new Tally();
  let seconds = 0;
  let [empty, hiddenRead] = [0, 0];
  while (tally.boxes < boxes) {
    const { modality, frame } = random.pick(grounds);
    const writing = {
      lines: identifierLines(random),
      typeface: random.pick(typefaces),
      size: random.pick(SIZES),
      ink: random.pick(['white', 'grey', 'black', 'banner'] as const),
      padding: random.pick([0, 4, 12]),
    };
    const written = write(frame, writing, random);
    if (written === undefined) continue;
    const planted = writing.lines.map(unlabelled).join('\n');
    const started = performance.now();
    const [shown] = await reader.read([boxOf(written.frame, written.box)]);
    seconds += (performance.now() - started) / 1000;
    if (tally.boxes % EMPTY_EVERY === 0) {
      const [hidden] = await reader.read([boxOf(frame, written.box)]);
      empty += 1;
      if (textRead(planted, hidden?.text ?? '', ...(hidden?.others ?? []))?.read) hiddenRead += 1;
    }
    const { typeface, size, ink, lines } = writing;
    tally.add(
      { size: `${size} px`, typeface: typeface.name, ink, modality, bits: `${frame.bitsStored}`, lines: `${lines.length}` },
      textRead(planted, shown?.text ?? '', ...(shown?.others ?? [])) ?? { tokens: 0, read: 0 },
    );
  }
  let falseTexts = 0;
  const begun = performance.now();
  for (const { frame } of grounds) falseTexts += (await reader.read([boxOf(frame)]))[0]?.found?.length ?? 0;
  const perImage = (performance.now() - begun) / grounds.length;
  const memory = process.resourceUsage().maxRSS / 1024;
  console.log(`# Reading burned-in text

${boxes} boxes in 1024-pixel images of every modality, seed ${seed}. Made by \`benchmarks/src/reading-text.ts\`.
A word is one that the official text test compares; a verdict agrees where a word of a text that is there was read.

${tally.markdown()}

${empty} of the boxes without their text: a word of it was "read" in ${hiddenRead}.
Clean images: ${grounds.length}, with ${falseTexts} texts found; ${perImage.toFixed(0)} ms an image. ${((seconds / boxes) * 1000).toFixed(0)} ms a box.
Most memory of the process, images and all: ${memory.toFixed(0)} MB.`);
  const { share, agreement } = tally.total();
  const missed = share < 0.98 || agreement < 0.99 || falseTexts / grounds.length > 0.005 || memory > 1024;
  if (process.argv.includes('--check') && missed) process.exitCode = 1;
} finally {
  await reader.close();
  rmSync(folder, { recursive: true, force: true });
}
