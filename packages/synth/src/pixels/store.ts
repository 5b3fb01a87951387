import { EXPLICIT_LE, encodeFrame, type Frame } from '@deidbench/dicom';
import type { Paint } from '../iod/context.ts';
import type { Element } from '../model/item.ts';
import { isCompressed } from '../plan/syntaxes.ts';
import { bytesOf, type Samples } from './paint.ts';

const PIXEL_DATA = 0x7fe00010;

export interface Stored {
  element: Element;
  transferSyntax: string;
  photometric: string;
  /** Compressed size over plain size, where the compression loses something. */
  ratio: number | undefined;
}

/** Pixel Data as they stand in a file of the transfer syntax. */
export function storePixels(samples: Samples, paint: Paint, transferSyntax: string): Stored {
  if (!isCompressed(transferSyntax)) return plainPixels(samples, paint, transferSyntax);
  const one = paint.rows * paint.columns * paint.samples;
  let photometric = paint.photometric;
  const fragments: Uint8Array[] = [new Uint8Array(0)];
  for (let frame = 0; frame < paint.frames; frame++) {
    const coded = encodeFrame(transferSyntax, frameOf(samples.subarray(frame * one, (frame + 1) * one), paint));
    photometric = coded.photometric;
    fragments.push(coded.bytes);
  }
  const size = fragments.reduce((sum, bytes) => sum + bytes.length, 0);
  return { element: { tag: PIXEL_DATA, vr: 'OB', value: { fragments } }, transferSyntax, photometric, ratio: samples.byteLength / size };
}

export function plainPixels(samples: Samples, paint: Paint, transferSyntax = EXPLICIT_LE): Stored {
  const value = Uint8Array.from(bytesOf(samples));
  const element: Element = { tag: PIXEL_DATA, vr: paint.bitsAllocated > 8 ? 'OW' : 'OB', value };
  return { element, transferSyntax, photometric: paint.photometric, ratio: undefined };
}

const frameOf = (data: Samples, { rows, columns, samples, bitsStored, signed, photometric }: Paint): Frame => ({
  rows,
  columns,
  samples,
  bitsStored,
  signed,
  photometric,
  data: data.slice(),
});
