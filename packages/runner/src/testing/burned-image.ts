import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { EXPLICIT_LE, numberElement, textElement, type WDataset } from '@deidbench/dicom';

export const WIDTH = 360;
export const HEIGHT = 120;
/** Where the text stands: left, top, right, bottom. */
export const BOX = [20, 30, 340, 90] as const;

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
GlobalFonts.registerFromPath(join(fonts, 'DejaVuSans.ttf'), 'Burned');

/** An 8-bit picture of noise, the same at each call, with a text in the box. */
export function burnedPixels(text: string): Uint8Array {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.font = '28px Burned';
  context.fillStyle = '#fff';
  context.fillText(text, BOX[0] + 4, BOX[1] + 40);
  const ink = context.getImageData(0, 0, WIDTH, HEIGHT).data;
  let state = 7;
  return Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const ground = 30 + (state >>> 24) / 8;
    return ground + (250 - ground) * (ink[4 * i + 3]! / 255);
  });
}

/** An ultrasound image of some pixels. */
export function imageOf(pixels: Uint8Array, root: string): WDataset {
  const text = (tag: number, vr: string, value: string) => textElement(tag, vr, value);
  return {
    transferSyntax: EXPLICIT_LE,
    meta: [text(0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.6.1'), text(0x00020003, 'UI', `${root}.3`)],
    elements: [
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.6.1'),
      text(0x00080018, 'UI', `${root}.3`),
      text(0x00080060, 'CS', 'US'),
      text(0x00100020, 'LO', '48392017'),
      text(0x0020000d, 'UI', `${root}.1`),
      text(0x0020000e, 'UI', `${root}.2`),
      numberElement(0x00280002, 'US', 1),
      text(0x00280004, 'CS', 'MONOCHROME2'),
      numberElement(0x00280010, 'US', HEIGHT),
      numberElement(0x00280011, 'US', WIDTH),
      numberElement(0x00280100, 'US', 8),
      numberElement(0x00280101, 'US', 8),
      numberElement(0x00280102, 'US', 7),
      numberElement(0x00280103, 'US', 0),
      { tag: 0x7fe00010, vr: 'OB', value: pixels },
    ],
  };
}
