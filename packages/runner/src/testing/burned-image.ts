import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Instance, Planted } from '@deidbench/core/model';
import { EXPLICIT_LE, numberElement, textElement, type WDataset } from '@deidbench/dicom';

export const WIDTH = 360;
export const HEIGHT = 120;
/** Root of the UIDs of the original image. */
export const ROOT = '1.3.46.7';
/** Where the text stands: left, top, right, bottom. */
export const BOX = [20, 30, 340, 90] as const;

const fonts = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
GlobalFonts.registerFromPath(join(fonts, 'DejaVuSans.ttf'), 'Burned');
GlobalFonts.registerFromPath(join(fonts, 'DejaVuSerif-Bold.ttf'), 'Burned Serif');

/** How a picture with a text in it is stored. */
export interface Look {
  font: 'Burned' | 'Burned Serif';
  modality: string;
  photometric: string;
  bits: 8 | 16;
  /** Stored values of the darkest and the brightest. */
  range: [low: number, high: number];
}

export const ULTRASOUND: Look = { font: 'Burned', modality: 'US', photometric: 'MONOCHROME2', bits: 8, range: [0, 255] };
/** Dark text on bright tissue, as stored values that stand for the opposite. */
export const RADIOGRAPH: Look = { font: 'Burned Serif', modality: 'CR', photometric: 'MONOCHROME1', bits: 16, range: [900, 4000] };

/** Stored values of a brightness 0–255. */
export const stored = (value: number, { range: [low, high] }: Look): number => Math.round(low + ((high - low) * value) / 255);

/** A picture of noise in brightness 0–255, the same at each call, with a text in the box. */
export function burnedPixels(text: string, { font }: Look = ULTRASOUND): Uint8Array {
  const canvas = createCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d');
  context.font = `28px ${font}`;
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

/** An image of some pixels. */
export function imageOf(pixels: Uint8Array, root: string, look: Look = ULTRASOUND): WDataset {
  const text = (tag: number, vr: string, value: string) => textElement(tag, vr, value);
  return {
    transferSyntax: EXPLICIT_LE,
    meta: [text(0x00020002, 'UI', '1.2.840.10008.5.1.4.1.1.6.1'), text(0x00020003, 'UI', `${root}.3`)],
    elements: [
      text(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.6.1'),
      text(0x00080018, 'UI', `${root}.3`),
      text(0x00080060, 'CS', look.modality),
      text(0x00100020, 'LO', '48392017'),
      text(0x0020000d, 'UI', `${root}.1`),
      text(0x0020000e, 'UI', `${root}.2`),
      numberElement(0x00280002, 'US', 1),
      text(0x00280004, 'CS', look.photometric),
      numberElement(0x00280010, 'US', HEIGHT),
      numberElement(0x00280011, 'US', WIDTH),
      numberElement(0x00280100, 'US', look.bits),
      numberElement(0x00280101, 'US', look.bits),
      numberElement(0x00280102, 'US', look.bits - 1),
      numberElement(0x00280103, 'US', 0),
      look.bits === 8
        ? { tag: 0x7fe00010, vr: 'OB', value: pixels }
        : numberElement(
            0x7fe00010,
            'OW',
            Array.from(pixels, (value) => stored(value, look)),
          ),
    ],
  };
}

/** The original image, as a dataset lists it. */
export const burnedInstance: Instance = {
  ordinal: 0,
  path: '1.dcm',
  sop: `${ROOT}.3`,
  series: `${ROOT}.2`,
  study: `${ROOT}.1`,
  patient: '48392017',
  modality: 'US',
  vendor: '',
  sopClass: '1.2.840.10008.5.1.4.1.1.6.1',
  transferSyntax: '1.2.840.10008.1.2.1',
  bytes: 0,
  digest: '',
  uids: [],
};

/** A name that was planted in its box. */
export const burnedName = (text: string): Planted => ({
  sop: burnedInstance.sop,
  patient: burnedInstance.patient,
  kind: 'name',
  severity: 'high',
  place: 'visible',
  text,
  at: 'pixels',
  carrier: 'pixels',
  box: [...BOX],
  keyed: false,
});
