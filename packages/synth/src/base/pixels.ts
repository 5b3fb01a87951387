import { EXPLICIT_LE, IMPLICIT_LE } from '@deidbench/dicom';
import type { Paint } from '../iod/context.ts';
import type { Item } from '../model/item.ts';
import type { Samples } from '../pixels/paint.ts';

const PIXEL_DATA = 0x7fe00010;
const DRAWABLE = new Set(['MONOCHROME1', 'MONOCHROME2', 'RGB']);

/** Plain pixels that text can be drawn into, with what they mean; `undefined` for compressed, odd or missing ones. */
export function drawablePixels(dataset: Item, transferSyntax: string): { paint: Paint; samples: Samples } | undefined {
  const value = dataset.get(PIXEL_DATA)?.value;
  const number = (tag: number, otherwise: number): number => dataset.number(tag) ?? otherwise;
  const bitsAllocated = number(0x00280100, 0);
  const photometric = dataset.text(0x00280004);
  if (!(value instanceof Uint8Array) || (transferSyntax !== EXPLICIT_LE && transferSyntax !== IMPLICIT_LE)) return undefined;
  if (!DRAWABLE.has(photometric) || (bitsAllocated !== 8 && bitsAllocated !== 16) || number(0x00280006, 0) !== 0) return undefined;
  const paint: Paint = {
    phantom: '',
    rows: number(0x00280010, 0),
    columns: number(0x00280011, 0),
    frames: number(0x00280008, 1),
    samples: number(0x00280002, 1) === 3 ? 3 : 1,
    bitsAllocated,
    bitsStored: number(0x00280101, bitsAllocated),
    signed: number(0x00280103, 0) === 1,
    low: 0,
    high: 0,
    photometric,
  };
  const length = paint.rows * paint.columns * paint.frames * paint.samples;
  if (length === 0 || paint.columns < 128 || paint.rows < 64 || value.length < (length * bitsAllocated) / 8) return undefined;
  const bytes = value.slice(0, (length * bitsAllocated) / 8);
  const samples = bitsAllocated === 8 ? bytes : paint.signed ? new Int16Array(bytes.buffer) : new Uint16Array(bytes.buffer);
  let [low, high] = [samples[0] ?? 0, samples[0] ?? 0];
  for (const sample of samples) {
    if (sample < low) low = sample;
    if (sample > high) high = sample;
  }
  return { paint: { ...paint, low, high: Math.max(high, low + 1) }, samples };
}
