import { describe, expect, test } from 'vitest';
import { DicomError } from '../errors.ts';
import { findElement } from '../effective-vr.ts';
import { officialText } from '../text/official.ts';
import { sampleDataset, sampleElements, samplePixels } from '../testing/sample.ts';
import { elementBytes, stringValues } from '../values.ts';
import { bytesElement, numberElement, sequence, textElement } from '../writer/elements.ts';
import type { WElement } from '../writer/types.ts';
import { writeDicom } from '../writer/write.ts';
import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from './encoding.ts';
import { readDicom } from './read.ts';

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof DicomError) return error.code;
    throw error;
  }
  return 'none';
};

const textOf = (bytes: Uint8Array, tag: number): string[] => {
  const file = readDicom(bytes);
  return stringValues(file, file.dataset, findElement(file.dataset, tag)!);
};

test('a character set that stands behind a sequence of known length holds in its items too, but not where they have their own', () => {
  const name = (charset: string): WElement => textElement(0x00101001, 'PN', 'Müller', [charset]);
  const own = [textElement(0x00080005, 'CS', 'ISO_IR 100'), name('ISO_IR 100')];
  const behind = [sequence(0x00081140, [[name('ISO_IR 192')], own]), textElement(0x00080005, 'CS', 'ISO_IR 192')];
  const { dataset } = readDicom(writeDicom({ meta: [], transferSyntax: EXPLICIT_LE, elements: behind }));
  const items = findElement(dataset, 0x00081140)!.items!;
  expect(items.map(({ charset }) => charset)).toEqual([['ISO_IR 192'], ['ISO_IR 100']]);
});

describe('transfer syntaxes', () => {
  test.each([IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_LE])('%s gives the same values', (syntax) => {
    const file = readDicom(writeDicom(sampleDataset(syntax)));
    expect(file.problems).toEqual([]);
    expect(stringValues(file, file.dataset, findElement(file.dataset, 0x00100010)!)).toEqual(['Müller^Jörg']);
    expect(officialText(file, file.dataset, findElement(file.dataset, 0x00280100)!)).toBe('16');
    expect(file.dataset.elements.map(({ tag }) => tag)).toEqual(sampleElements().map(({ tag }) => tag));
  });

  test('an unknown transfer syntax is explicit VR little endian', () => {
    const file = readDicom(writeDicom(sampleDataset('1.2.3.4.5.6')));
    expect(file.dataset.explicitVr).toBe(true);
    expect(file.problems).toEqual([]);
  });

  test('a data set in another VR form than its transfer syntax says is read, and said', () => {
    const implicit = writeDicom({ ...sampleDataset(IMPLICIT_LE), meta: null, preamble: null });
    const whole = new Uint8Array([...writeDicom({ ...sampleDataset(EXPLICIT_LE), elements: [] }), ...implicit]);
    const file = readDicom(whole);
    expect(file.problems.map(({ code }) => code)).toContain('META_WRONG');
    expect(textOf(whole, 0x00100020)).toEqual(['PID-0042']);
  });
});

describe('odd files', () => {
  test('a file without preamble is refused unless forced', () => {
    const bytes = writeDicom({ ...sampleDataset(), preamble: null });
    expect(codeOf(() => readDicom(bytes))).toBe('NOT_DICOM');
    expect(readDicom(bytes, { force: true }).dataset.elements).toHaveLength(sampleElements().length);
  });

  test('a preamble without meta is read by the look of the first element', () => {
    for (const syntax of [IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE]) {
      expect(textOf(writeDicom({ ...sampleDataset(syntax), meta: null }), 0x00100020)).toEqual(['PID-0042']);
    }
  });

  test('a wrong group length of the meta does not move its end', () => {
    const bytes = writeDicom(sampleDataset());
    bytes[140] = 0xee;
    const file = readDicom(bytes);
    expect(file.problems.map(({ code }) => code)).toEqual(['META_WRONG']);
    expect(file.dataset.elements).toHaveLength(sampleElements().length);
  });

  test('doubled tags are all kept', () => {
    const elements = [...sampleElements().slice(0, 5), textElement(0x00100020, 'LO', 'first'), textElement(0x00100020, 'LO', 'last')];
    const file = readDicom(writeDicom({ ...sampleDataset(), elements }));
    expect(file.dataset.elements.filter(({ tag }) => tag === 0x00100020)).toHaveLength(2);
    expect(textOf(writeDicom({ ...sampleDataset(), elements }), 0x00100020)).toEqual(['last']);
  });

  test('trailing bytes are told, not read', () => {
    const file = readDicom(writeDicom({ ...sampleDataset(), trailing: new Uint8Array(5) }));
    expect(file.trailing.length).toBe(5);
    expect(file.problems.map(({ code }) => code)).toContain('TRAILING_BYTES');
  });

  test('a few bytes behind the last element are no cut when their group has gone by', () => {
    const behind = (text: string) =>
      readDicom(writeDicom({ ...sampleDataset(), trailing: Buffer.from(text, 'latin1') })).problems.map(({ code }) => code);
    expect(behind('Meyer')).toEqual(['TRAILING_BYTES']);
    expect(behind('\xfc\xff\xfc\xff')).toEqual(['TRUNCATED', 'TRAILING_BYTES']);
  });

  test('of a file cut short all whole elements are kept and the last one is as long as its bytes', () => {
    const bytes = writeDicom(sampleDataset());
    const file = readDicom(bytes.subarray(0, bytes.length - 3));
    expect(file.problems.map(({ code }) => code)).toEqual(['TRUNCATED']);
    expect(file.dataset.elements).toHaveLength(sampleElements().length);
    expect(elementBytes(file, file.dataset.elements.at(-1)!)).toHaveLength(5);
  });

  test('an element of an implicit VR item inside explicit VR is read', () => {
    const item = { elements: [textElement(0x00081155, 'UI', '1.2.3')], implicitVr: true };
    const file = readDicom(
      writeDicom({ ...sampleDataset(), elements: [sequence(0x00081140, [item]), textElement(0x00100020, 'LO', 'after')] }),
    );
    const inner = file.dataset.elements[0]!.items![0]!;
    expect(inner.explicitVr).toBe(false);
    expect(stringValues(file, inner, inner.elements[0]!)).toEqual(['1.2.3']);
  });

  test.each([true, false])('a public sequence stored as UN is parsed as implicit VR (undefined length: %s)', (undefinedLength) => {
    const value = [{ elements: [textElement(0x00081155, 'UI', '1.2.3')] }];
    const file = readDicom(writeDicom({ ...sampleDataset(), elements: [{ tag: 0x00081140, vr: 'UN', value, undefinedLength }] }));
    expect(file.dataset.elements[0]!.vr).toBe('UN');
    expect(file.dataset.elements[0]!.items).toHaveLength(1);
  });

  test('a VR that no standard knows is told and keeps the file readable', () => {
    const file = readDicom(
      writeDicom({
        ...sampleDataset(),
        elements: [{ tag: 0x00100020, vr: 'ZZ', value: new Uint8Array(2) }, textElement(0x00100030, 'DA', '19700101')],
      }),
    );
    expect(file.problems.map(({ code }) => code)).toEqual(['BAD_VR']);
    expect(file.dataset.elements).toHaveLength(2);
  });

  test('fragments of encapsulated pixel data are found, the offset table first', () => {
    const file = readDicom(writeDicom({ ...sampleDataset('1.2.840.10008.1.2.5'), elements: [samplePixels(Uint8Array.of(1, 2, 3, 4))] }));
    const pixels = file.dataset.elements[0]!;
    expect(pixels.fragments!.map(({ length }) => length)).toEqual([0, 4]);
    expect(pixels.length).toBe(20);
  });

  test('an item under a wrong tag is read as an item where the sequence has a length', () => {
    const bytes = writeDicom({ ...sampleDataset(), elements: [sequence(0x00081140, [[textElement(0x00081155, 'UI', '1.2.3')]])] });
    const at = bytes.lastIndexOf(0xe0);
    bytes[at] = 0xe1;
    const file = readDicom(bytes);
    expect(file.problems.map(({ code }) => code)).toEqual(['UNEXPECTED_DELIMITER']);
    expect(file.dataset.elements[0]!.items![0]!.elements).toHaveLength(1);
  });

  test('the character set of an item overrides its parent’s, and is inherited without one', () => {
    const inner = textElement(0x00080104, 'LO', 'Привет', ['ISO_IR 144']);
    const own = [textElement(0x00080005, 'CS', 'ISO_IR 144'), inner];
    const inherited = [textElement(0x00080104, 'LO', 'é', ['ISO_IR 100'])];
    const file = readDicom(
      writeDicom({ ...sampleDataset(), elements: [textElement(0x00080005, 'CS', 'ISO_IR 100'), sequence(0x0040a170, [own, inherited])] }),
    );
    const [first, second] = file.dataset.elements[1]!.items!;
    expect(stringValues(file, first!, first!.elements[1]!)).toEqual(['Привет']);
    expect(stringValues(file, second!, second!.elements[0]!)).toEqual(['é']);
  });
});

describe('hostile files', () => {
  const nest = (depth: number): Uint8Array => {
    const open = [0x40, 0x00, 0x70, 0xa1, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff];
    return Uint8Array.from([...writeDicom({ ...sampleDataset(), elements: [] }), ...Array.from({ length: depth }, () => open).flat()]);
  };

  test('a nest of 50,000 sequences ends at the depth limit', () => {
    expect(codeOf(() => readDicom(nest(50_000)))).toBe('DEPTH_LIMIT');
  });

  test('64 nested sequences are read', () => {
    expect(codeOf(() => readDicom(nest(64)))).toBe('none');
    expect(codeOf(() => readDicom(nest(65)))).toBe('DEPTH_LIMIT');
  });

  test('a data set that inflates beyond the limit is refused', () => {
    const bomb = writeDicom({ ...sampleDataset(DEFLATED_LE), elements: [bytesElement(0x7fe00010, 'OB', new Uint8Array(5_000_000))] });
    expect(bomb.length).toBeLessThan(10_000);
    expect(codeOf(() => readDicom(bomb, { maxInflatedBytes: 1_000_000 }))).toBe('INFLATE_LIMIT');
    expect(codeOf(() => readDicom(bomb))).toBe('none');
  });

  test('a few bytes that inflate to far more than an image would are a bomb, whatever the limit', () => {
    const zeros = new Uint8Array(80 * 1024 * 1024);
    const bomb = writeDicom({ ...sampleDataset(DEFLATED_LE), elements: [bytesElement(0x7fe00010, 'OB', zeros)] });
    expect(bomb.length).toBeLessThan(200_000);
    expect(codeOf(() => readDicom(bomb))).toBe('INFLATE_LIMIT');
  });

  test('a deflated data set cut short gives what is there; one that is no deflate stream is refused', () => {
    const bytes = writeDicom({
      ...sampleDataset(DEFLATED_LE),
      elements: [
        ...sampleElements().slice(0, 10),
        numberElement(
          0x7fe00010,
          'OW',
          Array.from({ length: 9999 }, (_, i) => (i * 7919) % 65536),
        ),
      ],
    });
    const file = readDicom(bytes.subarray(0, bytes.length - 2000));
    expect(file.problems.map(({ code }) => code)).toContain('TRUNCATED');
    expect(file.dataset.elements.length).toBeGreaterThan(9);
    bytes.fill(0xff, 300);
    expect(codeOf(() => readDicom(bytes))).toMatch(/BAD_DEFLATE|none/);
  });

  test('more elements than the limit are refused', () => {
    expect(codeOf(() => readDicom(writeDicom(sampleDataset()), { maxElements: 10 }))).toBe('ELEMENT_LIMIT');
  });

  test('a length beyond the end takes no memory', () => {
    const element = {
      tag: 0x7fe00010,
      vr: 'OB',
      value: new Uint8Array(4),
      rawHeader: Uint8Array.of(0xe0, 0x7f, 0x10, 0, 0x4f, 0x42, 0, 0, 0xfe, 0xff, 0xff, 0xff),
    };
    const file = readDicom(writeDicom({ ...sampleDataset(), elements: [element] }));
    expect(file.dataset.elements[0]!.length).toBe(4);
    expect(file.problems.map(({ code }) => code)).toEqual(['TRUNCATED']);
  });

  test('no bytes, zero bytes and random text are no DICOM file', () => {
    expect(codeOf(() => readDicom(new Uint8Array()))).toBe('NOT_DICOM');
    expect(codeOf(() => readDicom(new Uint8Array(5000)))).toBe('NOT_DICOM');
    expect(codeOf(() => readDicom(new Uint8Array(5000), { force: true }))).toBe('none');
    expect(codeOf(() => readDicom(new TextEncoder().encode('DICM'.repeat(50))))).toBe('none');
  });
});

test('keeps what stands behind a deflated data set as trailing bytes, and no part of it', () => {
  const elements = [textElement(0x00100010, 'PN', 'Roe^Jane')];
  const clean = writeDicom({ meta: [], elements, transferSyntax: DEFLATED_LE });
  const behind = Buffer.from('\u0010\u0000\u0020\u0000LO\u0004\u0000ROE1', 'latin1');
  const file = readDicom(Buffer.concat([clean, behind]));
  expect(file.dataset.elements.map(({ tag }) => tag)).toEqual([0x00100010]);
  expect(Buffer.from(file.bytes.subarray(file.trailing.offset)).includes('ROE1')).toBe(true);
  expect(file.problems.map(({ code }) => code)).toEqual(['TRAILING_BYTES']);
  expect(readDicom(clean).trailing.length).toBe(0);
});
