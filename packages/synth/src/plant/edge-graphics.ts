import type { Paint } from '../iod/context.ts';
import { paintOf } from '../iod/paint.ts';
import { item } from '../model/put.ts';
import { drawText } from '../pixels/glyphs.ts';
import { ascii, type Trick } from './trick.ts';

/** An overlay plane with the name drawn in it (PS3.3 C.9.2). */
export const overlay: Trick = (dataset, series) => {
  if (series.modality.paint === undefined || series.modality.paint.frames > 1) return;
  const paint = paintOf(series);
  const text = ascii(series.patient.name.family).toUpperCase();
  if (text === '') return;
  const us = (element: number, value: number[]) => dataset.set({ tag: 0x60000000 + element, vr: 'US', value });
  us(0x0010, [paint.rows]);
  us(0x0011, [paint.columns]);
  dataset.set({ tag: 0x60000022, vr: 'LO', value: 'annotation' });
  dataset.set({ tag: 0x60000040, vr: 'CS', value: 'G' });
  dataset.set({ tag: 0x60000050, vr: 'SS', value: [1, 1] });
  us(0x0100, [1]);
  us(0x0102, [0]);
  const bits = overlayBits(paint, text);
  dataset.set({
    tag: 0x60003000,
    vr: 'OW',
    value: bits,
    plant: { original: new Uint8Array(bits.length), spans: [{ text, kind: 'name' }] },
  });
};

function overlayBits({ rows, columns }: Paint, text: string): Uint8Array {
  const mask = drawText([text], 14);
  const bytes = new Uint8Array(Math.ceil((rows * columns) / 16) * 2);
  for (let y = 0; y < Math.min(mask.height, rows); y++) {
    for (let x = 0; x < Math.min(mask.width, columns); x++) {
      const at = y * columns + x;
      if ((mask.alpha[y * mask.width + x] ?? 0) > 100) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (1 << (at & 7));
    }
  }
  return bytes;
}

/** A curve of the retired kind whose description names the patient. */
export const curve: Trick = (dataset, { patient, modality }) => {
  if (modality.paint === undefined) return;
  const spans = [{ text: patient.name.spoken, kind: 'name' as const }];
  dataset.set({ tag: 0x50000005, vr: 'US', value: [2] });
  dataset.set({ tag: 0x50000010, vr: 'US', value: [2] });
  dataset.set({ tag: 0x50000020, vr: 'CS', value: 'POLY' });
  dataset.set({ tag: 0x50000022, vr: 'LO', value: `trace of ${patient.name.spoken}`, plant: { original: '', spans } });
  dataset.set({ tag: 0x50000103, vr: 'US', value: [0] });
  dataset.set({ tag: 0x50003000, vr: 'OW', value: Uint8Array.of(1, 0, 1, 0, 9, 0, 9, 0) });
};

/** A small picture of the image with the name in its pixels (PS3.3 C.7.6.1.1.6). */
export const icon: Trick = (dataset, { patient, modality }) => {
  if (modality.paint === undefined) return;
  const text = ascii(patient.name.family).toUpperCase();
  if (text === '') return;
  const mask = drawText([text.slice(0, 6)], 12);
  const value = new Uint8Array(64 * 64);
  for (let y = 0; y < Math.min(64, mask.height); y++)
    value.set(mask.alpha.subarray(y * mask.width, y * mask.width + Math.min(64, mask.width)), y * 64);
  const picture = item({
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: 64,
    Columns: 64,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
  }).set({ tag: 0x7fe00010, vr: 'OB', value });
  dataset.set({ tag: 0x00880200, vr: 'SQ', value: [picture], plant: { original: [], spans: [{ text: text.slice(0, 6), kind: 'name' }] } });
};
