import { describe, expect, test } from 'vitest';
import { DicomError } from '../errors.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../reader/encoding.ts';
import { readDicom } from '../reader/read.ts';
import { codedPixels, imageElements, testFrame } from '../testing/frames.ts';
import type { DicomFile } from '../types.ts';
import { elementBytes } from '../values.ts';
import { bytesElement, numberElement, textElement } from '../writer/elements.ts';
import { setElement } from '../writer/edit.ts';
import type { WElement } from '../writer/types.ts';
import { writeDicom } from '../writer/write.ts';
import { decodeFrame } from './decode.ts';
import { encodeFrame } from './encode.ts';
import { toGray8 } from './gray.ts';
import { pixelElement, pixelInfo } from './info.ts';
import type { Frame, Samples } from './types.ts';

const file = (transferSyntax: string, elements: WElement[]): DicomFile => readDicom(writeDicom({ meta: [], elements, transferSyntax }));
const decode = (from: DicomFile, index = 0): Frame => decodeFrame(from, elementBytes(from, pixelElement(from)!), index);
const littleBytes = (data: Samples): Uint8Array => new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
const native = (frame: Frame, syntax: string, vr = 'OW'): DicomFile =>
  file(syntax, imageElements(frame, { tag: 0x7fe00010, vr, value: littleBytes(frame.data) }));
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof DicomError) return error.code;
    throw error;
  }
  return 'none';
};

const RLE = '1.2.840.10008.1.2.5';
const JPEG_BASELINE = '1.2.840.10008.1.2.4.50';
const LOSSLESS = [
  RLE,
  '1.2.840.10008.1.2.4.57',
  '1.2.840.10008.1.2.4.70',
  '1.2.840.10008.1.2.4.80',
  '1.2.840.10008.1.2.4.90',
  '1.2.840.10008.1.2.4.201',
  '1.2.840.10008.1.2.4.202',
];

describe('native pixels', () => {
  test.each([IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE])('%s: 8 and 16 bit, signed and unsigned', (syntax) => {
    for (const frame of [testFrame(), testFrame({ signed: true }), testFrame({ bits: 8 })])
      expect(decode(native(frame, syntax)).data).toEqual(frame.data);
  });

  test('8-bit pixels in OB of a big endian file are not swapped', () => {
    const frame = testFrame({ bits: 8 });
    expect(decode(native(frame, EXPLICIT_BE, 'OB')).data).toEqual(frame.data);
  });

  test('an odd frame of 8-bit words in OW of a big endian file is swapped as words', () => {
    const pixels: WElement = { tag: 0x7fe00010, vr: 'OW', value: Uint8Array.of(1, 2, 3, 4, 5, 6) };
    const frame: Frame = { ...testFrame({ bits: 8 }), rows: 1, columns: 3 };
    const from = file(EXPLICIT_BE, imageElements(frame, pixels, 2));
    expect([...decode(from, 0).data, ...decode(from, 1).data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('planes become pixels', () => {
    const frame: Frame = { ...testFrame({ bits: 8, samples: 3 }), rows: 1, columns: 2 };
    const elements = { elements: imageElements(frame, bytesElement(0x7fe00010, 'OB', Uint8Array.of(1, 2, 3, 4, 5, 6))) };
    setElement(elements, numberElement(0x00280006, 'US', 1));
    expect([...decode(file(EXPLICIT_LE, elements.elements)).data]).toEqual([1, 3, 5, 2, 4, 6]);
  });

  test('single bits are read lowest first, over frames that begin inside a byte', () => {
    const elements = {
      elements: imageElements(
        { ...testFrame({ bits: 8 }), rows: 1, columns: 3, bitsStored: 1 },
        bytesElement(0x7fe00010, 'OB', Uint8Array.of(0b0110_1001)),
        2,
      ),
    };
    setElement(elements, numberElement(0x00280100, 'US', 1));
    const from = file(EXPLICIT_LE, elements.elements);
    expect([...decode(from, 0).data, ...decode(from, 1).data]).toEqual([1, 0, 0, 1, 0, 1]);
  });

  test('4:2:2 pixels are spread to three samples', () => {
    const frame: Frame = { ...testFrame({ bits: 8, samples: 3 }), rows: 1, columns: 2 };
    const from = file(EXPLICIT_LE, imageElements(frame, bytesElement(0x7fe00010, 'OB', Uint8Array.of(10, 20, 30, 40)), 1, 'YBR_FULL_422'));
    expect(decode(from)).toMatchObject({ photometric: 'YBR_FULL', data: Uint8Array.of(10, 30, 40, 20, 30, 40) });
  });

  test('a signed sample of 12 bits keeps its sign whatever the bits above it hold', () => {
    const frame: Frame = { ...testFrame({ signed: true, bitsStored: 12 }), rows: 1, columns: 2, data: Int16Array.of(0x0fff, 0x7001) };
    expect([...decode(native(frame, EXPLICIT_LE)).data]).toEqual([-1, 1]);
  });

  test('float pixels', () => {
    const frame: Frame = { ...testFrame(), rows: 1, columns: 2, bitsStored: 32, data: Float32Array.of(0.5, -2) };
    const from = file(EXPLICIT_LE, imageElements(frame, { tag: 0x7fe00008, vr: 'OF', value: littleBytes(frame.data) }));
    expect(decode(from).data).toEqual(frame.data);
  });
});

describe('what cannot be decoded', () => {
  const frame = testFrame({ bits: 8 });

  test('too few bytes, no pixels, no such frame, absurd sizes', () => {
    expect(codeOf(() => decode(file(EXPLICIT_LE, imageElements(frame, bytesElement(0x7fe00010, 'OB', new Uint8Array(100))))))).toBe(
      'BAD_PIXELS',
    );
    expect(codeOf(() => pixelInfo(file(EXPLICIT_LE, [textElement(0x00100020, 'LO', 'x')])))).toBe('NO_PIXELS');
    expect(codeOf(() => decode(native(frame, EXPLICIT_LE), 1))).toBe('BAD_PIXELS');
    const huge = { elements: imageElements(frame, bytesElement(0x7fe00010, 'OB', new Uint8Array(4))) };
    setElement(huge, numberElement(0x00280010, 'US', 65535));
    setElement(huge, numberElement(0x00280011, 'US', 65535));
    expect(codeOf(() => pixelInfo(file(EXPLICIT_LE, huge.elements)))).toBe('BAD_PIXELS');
  });

  test('video and unknown syntaxes are told apart', () => {
    const elements = imageElements(frame, codedPixels([new Uint8Array(10)]));
    expect(codeOf(() => decode(file('1.2.840.10008.1.2.4.102', elements)))).toBe('VIDEO_SYNTAX');
    expect(codeOf(() => decode(file('1.2.3.4', elements)))).toBe('UNKNOWN_SYNTAX');
  });
});

describe('compressed pixels', () => {
  test.each(LOSSLESS)('%s gives every sample back', (syntax) => {
    for (const frame of [
      testFrame(),
      testFrame({ bits: 8 }),
      testFrame({ bits: 8, samples: 3 }),
      testFrame({ bitsStored: 12 }),
      testFrame({ signed: true }),
    ]) {
      const coded = encodeFrame(syntax, frame);
      const from = file(syntax, imageElements(frame, codedPixels([coded.bytes]), 1, coded.photometric));
      expect(decode(from).data, `${frame.samples} samples of ${frame.bitsStored} bits`).toEqual(frame.data);
    }
  });

  test.each([JPEG_BASELINE, '1.2.840.10008.1.2.4.81', '1.2.840.10008.1.2.4.91', '1.2.840.10008.1.2.4.203'])('%s stays near', (syntax) => {
    for (const frame of [testFrame({ bits: 8 }), testFrame({ bits: 8, samples: 3 })]) {
      const coded = encodeFrame(syntax, frame, { quality: 95 });
      const back = decode(file(syntax, imageElements(frame, codedPixels([coded.bytes]), 1, coded.photometric)));
      const errors = Array.from(back.data, (value, index) => Math.abs(value - frame.data[index]!));
      expect(back.photometric).toMatch(/RGB|MONOCHROME2/);
      expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(6);
    }
  });

  test('frames are cut by the offset table, by one fragment each, and by where codestreams begin', () => {
    const frames = [testFrame(), { ...testFrame(), data: testFrame().data.map((value) => 65535 - value) as Uint16Array }];
    const parts = frames
      .map((frame) => encodeFrame('1.2.840.10008.1.2.4.80', frame).bytes)
      .map((bytes) => (bytes.length % 2 ? Uint8Array.from([...bytes, 0]) : bytes));
    const [first, second] = parts as [Uint8Array, Uint8Array];
    const split = [first.subarray(0, 40), first.subarray(40), second];
    const table = new Uint8Array(Uint32Array.of(0, 40 + 8 + first.length - 40 + 8).buffer);
    for (const pixels of [codedPixels(parts), codedPixels(split, table), codedPixels(split)]) {
      const from = file('1.2.840.10008.1.2.4.80', imageElements(frames[0]!, pixels, 2));
      expect([decode(from, 0).data, decode(from, 1).data]).toEqual(frames.map(({ data }) => data));
    }
  });

  test('a codestream of another size than the data set says is refused before it is decoded', () => {
    const coded = encodeFrame('1.2.840.10008.1.2.4.90', testFrame());
    const elements = { elements: imageElements(testFrame(), codedPixels([coded.bytes])) };
    setElement(elements, numberElement(0x00280010, 'US', 25));
    expect(codeOf(() => decode(file('1.2.840.10008.1.2.4.90', elements.elements)))).toBe('UNDECODABLE');
  });

  test('broken codestreams give UNDECODABLE, and good ones are decoded after them', () => {
    const frame = testFrame();
    for (const syntax of LOSSLESS) {
      const good = encodeFrame(syntax, frame).bytes;
      for (let cut = 0; cut < 12; cut += 1) {
        const bad = good.slice(0, Math.max(2, Math.floor((good.length * cut) / 12)));
        for (let at = 30 + cut; at < bad.length; at += 37) bad[at] = (bad[at]! * 31 + 7) & 0xff;
        expect(codeOf(() => decode(file(syntax, imageElements(frame, codedPixels([bad])))))).toMatch(/none|UNDECODABLE/);
      }
      expect(decode(file(syntax, imageElements(frame, codedPixels([good])))).data).toEqual(frame.data);
    }
  });
});

describe('grey for reading text', () => {
  test('the window is that of the box, not of the frame', () => {
    const frame = testFrame();
    frame.data.fill(1000);
    frame.data[0] = 65535;
    for (let x = 4; x < 8; x += 1) frame.data[5 * 32 + x] = 1010;
    const gray = toGray8(frame, { left: 2, top: 4, right: 10, bottom: 7 });
    expect([gray.width, gray.height]).toEqual([8, 3]);
    expect([...new Set(gray.data)].toSorted((a, b) => a - b)).toEqual([0, 255]);
  });

  test('MONOCHROME1 is inverted, colours are weighed, palettes looked up', () => {
    const one = (photometric: string, samples: number, data: Uint8Array, extra: Partial<Frame> = {}): number[] => [
      ...toGray8({ rows: 1, columns: 2, samples, bitsStored: 8, signed: false, photometric, data, ...extra }).data,
    ];
    expect(one('MONOCHROME2', 1, Uint8Array.of(0, 9))).toEqual([0, 255]);
    expect(one('MONOCHROME1', 1, Uint8Array.of(0, 9))).toEqual([255, 0]);
    expect(one('RGB', 3, Uint8Array.of(0, 0, 255, 0, 255, 0))).toEqual([0, 255]);
    const palette = { first: 5, red: Uint8Array.of(200, 10), green: Uint8Array.of(200, 10), blue: Uint8Array.of(200, 10) };
    expect(one('PALETTE COLOR', 1, Uint8Array.of(5, 6), { palette })).toEqual([255, 0]);
  });

  test('a box outside the frame gives an empty image', () => {
    expect(toGray8(testFrame(), { left: 100, top: 0, right: 200, bottom: 5 })).toMatchObject({ width: 0 });
    expect(toGray8(testFrame(), { left: 10, top: 0, right: 5, bottom: 5 })).toMatchObject({ width: 0, data: new Uint8Array() });
  });
});
