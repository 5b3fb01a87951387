// Keeps only what any readable file must hold: driver.mjs INPUT OUTPUT. Everything else goes, pixels become zeros, UIDs are hashed.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { MUST_HOLD_TAGS } from '@deidbench/core/model';
import { bytesElement, EXPLICIT_LE, getElement, readDicom, textElement, toWritable, writeDicom } from '@deidbench/dicom';

const SOP_CLASS = 0x00080016;
const SOP_INSTANCE = 0x00080018;
const STUDY = 0x0020000d;
const SERIES = 0x0020000e;
const PIXELS = 0x7fe00010;
const MAX_PIXEL_BYTES = 2 ** 30;
const kept = new Set(MUST_HOLD_TAGS.map((tag) => Number.parseInt(tag.replace(/[(),]/g, ''), 16)));

const [input, output] = process.argv.slice(2);
for (const entry of readdirSync(input, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile()) continue;
  const source = join(entry.parentPath, entry.name);
  try {
    const bytes = scorch(readFileSync(source));
    const target = join(output, relative(input, source));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, bytes);
  } catch (error) {
    process.exitCode = 1;
    console.error(`FAIL ${relative(input, source)}: ${error.message}`);
  }
}

function scorch(bytes) {
  const whole = toWritable(readDicom(bytes));
  const elements = whole.elements.filter(({ tag, value }) => kept.has(tag) && value instanceof Uint8Array);
  for (const tag of [SOP_INSTANCE, STUDY, SERIES]) elements.push(textElement(tag, 'UI', hashed(textOf(whole, tag))));
  if (getElement(whole, PIXELS)) elements.push(bytesElement(PIXELS, 'OW', new Uint8Array(pixelBytes(whole))));
  elements.sort((a, b) => a.tag - b.tag);
  const meta = [
    { tag: 0x00020001, vr: 'OB', value: Uint8Array.of(0, 1) },
    textElement(0x00020002, 'UI', textOf(whole, SOP_CLASS)),
    textElement(0x00020003, 'UI', hashed(textOf(whole, SOP_INSTANCE))),
    textElement(0x00020012, 'UI', '2.25.101327349268126183624531'),
  ];
  return writeDicom({ meta, elements, transferSyntax: EXPLICIT_LE });
}

/** Bytes of all frames, uncompressed (PS3.3 C.7.6.3). */
function pixelBytes(dataset) {
  const [samples, rows, columns, bits] = [0x00280002, 0x00280010, 0x00280011, 0x00280100].map((tag) => shortOf(dataset, tag));
  const frames = Number.parseInt(textOf(dataset, 0x00280008), 10) || 1;
  const size = Math.ceil((samples * rows * columns * frames * bits) / 8);
  if (!(size <= MAX_PIXEL_BYTES)) throw new RangeError(`pixels of ${size} bytes are more than ${MAX_PIXEL_BYTES}`);
  return size;
}

function hashed(uid) {
  const digest = createHash('sha256').update(uid).digest('hex').slice(0, 30);
  return `2.25.${BigInt(`0x1${digest}`)}`;
}

function textOf(dataset, tag) {
  const value = getElement(dataset, tag)?.value;
  return value instanceof Uint8Array
    ? Buffer.from(value)
        .toString('latin1')
        .replace(/[\0 ]+$/, '')
    : '';
}

function shortOf(dataset, tag) {
  const value = getElement(dataset, tag)?.value;
  return value instanceof Uint8Array && value.length >= 2 ? value[0] + 256 * value[1] : 0;
}
