import type { Frame, Samples } from '../pixels/types.ts';
import { encapsulated, numberElement, textElement } from '../writer/elements.ts';
import type { WElement } from '../writer/types.ts';

/** A smooth ramp with a bright block: what codecs meet in images. */
export function testFrame(options: Partial<Frame> & { bits?: 8 | 16 } = {}): Frame {
  const { rows = 24, columns = 32, samples = 1, bits = 16, signed = false } = options;
  const bitsStored = options.bitsStored ?? bits;
  const count = rows * columns * samples;
  const data: Samples = bits === 8 ? new Uint8Array(count) : signed ? new Int16Array(count) : new Uint16Array(count);
  const top = 2 ** (bitsStored - (signed ? 1 : 0)) - 1;
  for (let index = 0; index < count; index += 1) {
    const pixel = Math.floor(index / samples);
    const y = Math.floor(pixel / columns);
    const x = pixel % columns;
    const ramp = Math.floor((top * (x + y * 2 + (index % samples) * 5)) / (columns + rows * 2 + 15));
    data[index] = x > 20 && y > 12 ? top : signed && x < 6 ? -ramp : ramp;
  }
  return { rows, columns, samples, bitsStored, signed, photometric: samples === 3 ? 'RGB' : 'MONOCHROME2', ...options, data };
}

/** The Image Pixel module of a frame around its stored pixels. */
export function imageElements(frame: Frame, pixels: WElement, frames = 1, photometric = frame.photometric): WElement[] {
  return [
    numberElement(0x00280002, 'US', frame.samples),
    textElement(0x00280004, 'CS', photometric),
    ...(frame.samples > 1 ? [numberElement(0x00280006, 'US', 0)] : []),
    textElement(0x00280008, 'IS', String(frames)),
    numberElement(0x00280010, 'US', frame.rows),
    numberElement(0x00280011, 'US', frame.columns),
    numberElement(0x00280100, 'US', frame.data.BYTES_PER_ELEMENT * 8),
    numberElement(0x00280101, 'US', frame.bitsStored),
    numberElement(0x00280102, 'US', frame.bitsStored - 1),
    numberElement(0x00280103, 'US', frame.signed ? 1 : 0),
    pixels,
  ];
}

export const codedPixels = (fragments: Uint8Array[], table: Uint8Array = new Uint8Array()): WElement =>
  encapsulated(0x7fe00010, [table, ...fragments]);
