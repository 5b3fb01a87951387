import { findElement } from '../effective-vr.ts';
import type { DicomFile } from '../types.ts';
import { elementBytes, numberValues } from '../values.ts';
import type { Palette } from './types.ts';

/** The colour tables of PALETTE COLOR (PS3.3 C.7.6.3.1.5) as 8-bit values; `undefined` without them, and for segmented ones. */
export function paletteOf(file: DicomFile): Palette | undefined {
  const [red, green, blue] = [
    table(file, 0x00281101, 0x00281201),
    table(file, 0x00281102, 0x00281202),
    table(file, 0x00281103, 0x00281203),
  ];
  if (!red || !green || !blue) return undefined;
  return { first: red.first, red: red.values, green: green.values, blue: blue.values };
}

function table(file: DicomFile, descriptorTag: number, dataTag: number): { first: number; values: Uint8Array } | undefined {
  const descriptor = findElement(file.dataset, descriptorTag);
  const data = findElement(file.dataset, dataTag);
  if (descriptor === undefined || data === undefined) return undefined;
  const [size, first, bits] = numberValues(file, file.dataset, descriptor);
  if (size === undefined || first === undefined || bits === undefined) return undefined;
  const bytes = elementBytes(file, data);
  const count = (size & 0xffff) === 0 ? 65536 : size & 0xffff;
  // Eight-bit entries stand one in a byte, or, by some writers, one in the low byte of a word.
  const packed = bits <= 8 && bytes.length < count * 2;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const values = new Uint8Array(Math.min(count, packed ? bytes.length : Math.floor(bytes.length / 2)));
  if (values.length === 0) return undefined;
  for (let index = 0; index < values.length; index += 1) {
    if (packed) values[index] = bytes[index]!;
    else
      values[index] =
        bits <= 8 ? view.getUint16(index * 2, !file.dataset.bigEndian) : view.getUint16(index * 2, !file.dataset.bigEndian) >> 8;
  }
  return { first, values };
}
