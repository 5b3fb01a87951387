import type { TextBox, TextFinder, TextFound, TextReader, TextReading } from '@deidbench/core/model';
import { detectLines } from './detect.ts';
import { loadNetwork, type Network } from './engine.ts';
import { crop, isUniform, type Gray } from './gray.ts';
import { characters, modelFile, MODELS_VERSION } from './models.ts';
import { recogniseLine } from './recognise.ts';

const NOTHING: TextReading = { text: '', confidence: 0 };
/** Readings below it are texture (measured: no false text on 48 clean crops). */
const MIN_CONFIDENCE = 0.5;
/** Where the number of lines is not known, boxes are tried with up to this many. */
const MAX_GUESSED_LINES = 3;
const MIN_LINE_HEIGHT = 8;

export interface OcrReader extends TextReader, TextFinder {
  close(): Promise<void>;
}

/**
 * The text reader on PP-OCRv4, offline: models and engine come with the packages. Equal regions (by digest) are read once.
 * Throws OcrError when engine or models are missing.
 */
export async function openTextReader(): Promise<OcrReader> {
  const recogniser = await loadNetwork(modelFile('ch_PP-OCRv4_rec_infer.onnx'));
  const table = characters();
  const known = new Map<string, TextReading>();
  let detector: Promise<Network> | undefined;

  const readBox = async (box: TextBox): Promise<TextReading> => {
    const key = `${box.digest}/${box.whole === true ? 'whole' : (box.lines ?? 0)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const reading = isUniform(box)
      ? NOTHING
      : box.whole === true
        ? asReading(await find(box))
        : await readLines(recogniser, table, box, box.lines);
    known.set(key, reading);
    return reading;
  };
  const find = async (image: Gray): Promise<TextFound[]> => {
    if (isUniform(image)) return [];
    detector ??= loadNetwork(modelFile('ch_PP-OCRv4_det_infer.onnx'));
    const found: TextFound[] = [];
    for (const box of await detectLines(await detector, image)) {
      const reading = await recogniseLine(recogniser, table, crop(image, ...box));
      if (isText(reading)) found.push({ ...reading, box });
    }
    return found;
  };

  return {
    name: 'PP-OCRv4',
    version: MODELS_VERSION,
    async read(boxes) {
      const readings: TextReading[] = [];
      for (const box of boxes) readings.push(await readBox(box));
      return readings;
    },
    find,
    async close() {
      await recogniser.close();
      await (await detector)?.close();
    },
  };
}

function asReading(found: TextFound[]): TextReading {
  const confidence = found.length === 0 ? 0 : found.reduce((sum, line) => sum + line.confidence, 0) / found.length;
  return { text: found.map((line) => line.text).join(' '), confidence, found };
}

/** At least two letters or digits, read with some confidence. */
function isText({ text, confidence }: TextReading): boolean {
  return confidence >= MIN_CONFIDENCE && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;
}

/** Reads a box cut into its lines; where their number is unknown, the cut that is read with most confidence over most characters. */
async function readLines(network: Network, table: string[], box: Gray, lines: number | undefined): Promise<TextReading> {
  const most = Math.min(MAX_GUESSED_LINES, Math.max(1, Math.floor(box.height / MIN_LINE_HEIGHT)));
  const counts = lines === undefined ? Array.from({ length: most }, (_, i) => i + 1) : [lines];
  let best = NOTHING;
  for (const count of counts) {
    const reading = await readCut(network, table, box, count);
    if (weight(reading) > weight(best)) best = reading;
  }
  return best;
}

const weight = ({ text, confidence }: TextReading): number => (confidence < MIN_CONFIDENCE ? 0 : confidence ** 4 * text.length);

async function readCut(network: Network, table: string[], box: Gray, count: number): Promise<TextReading> {
  const parts: TextReading[] = [];
  for (let line = 0; line < count; line++) {
    const part = crop(box, 0, (box.height * line) / count, box.width, (box.height * (line + 1)) / count);
    const reading = isUniform(part) ? NOTHING : await recogniseLine(network, table, part);
    if (isText(reading)) parts.push(reading);
  }
  if (parts.length === 0) return NOTHING;
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  return {
    text: parts.map((part) => part.text).join(' '),
    confidence: parts.reduce((sum, part) => sum + part.confidence * part.text.length, 0) / length,
  };
}
