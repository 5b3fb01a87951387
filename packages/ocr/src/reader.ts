import type { TextBox, TextFinder, TextFound, TextReader, TextReading } from '@deidbench/core/model';
import { detectLines } from './detect.ts';
import { loadNetwork, type Network } from './engine.ts';
import { crop, isUniform, type Gray } from './gray.ts';
import { characters, modelFile, MODELS_VERSION } from './models.ts';
import { isShape, isText, readFound, readLines } from './lines.ts';
import { recogniseLine, type LineReading } from './recognise.ts';
import { findRows } from './rows.ts';

const NOTHING: TextReading = { text: '', confidence: 0 };

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
  const detection = (): Promise<Network> => (detector ??= loadNetwork(modelFile('ch_PP-OCRv4_det_infer.onnx')));
  const readLine = (line: Gray): Promise<LineReading> => recogniseLine(recogniser, table, line);
  const rows = async (box: Gray): Promise<Gray[]> => findRows(await detection(), box);

  const readBox = async (box: TextBox): Promise<TextReading> => {
    const key = `${box.digest}/${box.whole === true ? 'whole' : (box.lines ?? 0)}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const reading = isUniform(box)
      ? NOTHING
      : box.whole === true
        ? asReading(await find(box))
        : await readLines(readLine, rows, box, box.lines);
    known.set(key, reading);
    return reading;
  };
  const find = async (image: Gray): Promise<TextFound[]> => {
    if (isUniform(image)) return [];
    const found: TextFound[] = [];
    const longSide = Math.max(image.width, image.height);
    for (const box of await detectLines(await detection(), image)) {
      const line = crop(image, ...box);
      const reading = await readFound(readLine, line);
      if (isText(reading) && !isShape(reading.text, line, longSide))
        found.push({ text: reading.text, confidence: reading.confidence, box });
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
