import { decodeFrame, elementBytes, pixelElement, readDicom, textElement, numberElement, writeDicom } from '@deidbench/dicom';
import type { Paint } from '../iod/context.ts';
import { encodeElement } from '../write/encode.ts';
import type { Samples } from './paint.ts';
import type { Stored } from './store.ts';

/** Decodes what lossy compression made of the pixels: its values, not the drawn ones, stand in the file. */
export function decodeLossy(stored: Stored, paint: Paint): { samples: Samples; photometric: string } {
  const number = (tag: number, value: number) => numberElement(tag, 'US', value);
  const bytes = writeDicom({
    meta: [],
    transferSyntax: stored.transferSyntax,
    elements: [
      number(0x00280002, paint.samples),
      textElement(0x00280004, 'CS', stored.photometric),
      number(0x00280006, 0),
      textElement(0x00280008, 'IS', String(paint.frames)),
      number(0x00280010, paint.rows),
      number(0x00280011, paint.columns),
      number(0x00280100, paint.bitsAllocated),
      number(0x00280101, paint.bitsStored),
      number(0x00280102, paint.bitsStored - 1),
      number(0x00280103, paint.signed ? 1 : 0),
      encodeElement(stored.element, []),
    ],
  });
  const file = readDicom(bytes);
  const pixels = pixelElement(file);
  if (pixels === undefined) throw new RangeError('the file just written has no Pixel Data');
  const one = paint.rows * paint.columns * paint.samples;
  const samples = new Uint8Array(one * paint.frames);
  let photometric = paint.photometric;
  for (let index = 0; index < paint.frames; index++) {
    const frame = decodeFrame(file, elementBytes(file, pixels), index);
    samples.set(frame.data as Uint8Array, index * one);
    photometric = frame.photometric;
  }
  return { samples, photometric };
}
