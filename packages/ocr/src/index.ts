export { MODELS_VERSION } from './models.ts';
export { OcrError } from './errors.ts';
export { openTextReader, type OcrReader } from './reader.ts';
