import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DicomError } from '../errors.ts';
import { DEFLATED_LE, EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../reader/encoding.ts';
import { readDicom } from '../reader/read.ts';
import { indexByPath } from '../paths.ts';
import { officialText } from '../text/official.ts';
import { sampleDataset, sampleElements } from '../testing/sample.ts';
import { addElement, getElement, removeElement, setElement } from './edit.ts';
import { bytesElement, numberElement, sequence, textElement } from './elements.ts';
import { toWritable } from './to-writable.ts';
import type { WElement } from './types.ts';
import { writeDicom } from './write.ts';

const text = fc.string({ unit: fc.constantFrom(...Array.from('ABC xyz^09é')), maxLength: 12 });
const leaf: fc.Arbitrary<WElement> = fc.oneof(
  text.map((value) => textElement(0x00100020, 'LO', value, ['ISO_IR 100'])),
  text.map((value) => textElement(0x00104000, 'LT', value, ['ISO_IR 100'])),
  fc.array(fc.integer({ min: 0, max: 65535 }), { maxLength: 4 }).map((values) => numberElement(0x00280010, 'US', values)),
  fc.array(fc.double(), { maxLength: 3 }).map((values) => numberElement(0x00189087, 'FD', values)),
  fc.array(fc.constantFrom(0x00100010, 0x7fe00010), { maxLength: 3 }).map((values) => numberElement(0x00280009, 'AT', values)),
  fc.uint8Array({ maxLength: 9 }).map((bytes) => bytesElement(0x00420011, 'OB', bytes)),
  fc.array(fc.integer({ min: 0, max: 65535 }), { maxLength: 4 }).map((values) => numberElement(0x00283006, 'OW', values)),
);
const elements = fc.letrec<{ element: WElement; list: WElement[] }>((tie) => ({
  list: fc.array(tie('element'), { maxLength: 5 }),
  element: fc.oneof(
    { weight: 4, arbitrary: leaf },
    {
      weight: 1,
      arbitrary: fc.tuple(fc.array(fc.tuple(tie('list'), fc.boolean()), { maxLength: 3 }), fc.boolean()).map(([items, open]) =>
        sequence(
          0x0040a730,
          items.map(([inner, undefinedLength]) => (undefinedLength ? { elements: inner, undefinedLength } : { elements: inner })),
          open,
        ),
      ),
    },
  ),
})).list;

/** Flags of the form only, as reading tells them: not where it is the default. */
function plain(list: WElement[], explicit: boolean): unknown {
  return list.map(({ tag, vr, value, undefinedLength }) => ({
    tag,
    vr: explicit || vr !== 'OW' ? vr : 'OW',
    undefinedLength: undefinedLength === true,
    value: Array.isArray(value)
      ? value.map((item) => ({ open: item.undefinedLength === true, elements: plain(item.elements, explicit) }))
      : value,
  }));
}

describe('what is written is read back', () => {
  test.each([IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_LE])('%s', (syntax) => {
    const explicit = syntax !== IMPLICIT_LE;
    fc.assert(
      fc.property(elements, (list) => {
        const bytes = writeDicom({ ...sampleDataset(syntax), elements: list });
        const file = readDicom(bytes);
        const back = toWritable(file);
        expect(file.problems).toEqual([]);
        expect(plain(back.elements, explicit)).toEqual(plain(list, explicit));
        expect(writeDicom(back)).toEqual(bytes);
      }),
      { numRuns: process.env['DEIDBENCH_NIGHTLY'] ? 3000 : 150 },
    );
  });

  test('the value texts do not depend on the transfer syntax', () => {
    const texts = [IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_LE].map((syntax) => {
      const file = readDicom(writeDicom(sampleDataset(syntax)));
      return [...indexByPath(file)].map(([path, { item, element }]) => [path, officialText(file, item, element)]);
    });
    for (const other of texts.slice(1)) expect(other).toEqual(texts[0]);
  });
});

describe('deliberate oddities', () => {
  test('pixel words of big endian files are swapped on the way in and out', () => {
    const bytes = writeDicom(sampleDataset(EXPLICIT_BE));
    expect([...bytes.subarray(-8)]).toEqual([0, 1, 0, 2, 0, 3, 0, 4]);
    expect(getElement(toWritable(readDicom(bytes)), 0x7fe00010)!.value).toEqual(Uint8Array.of(1, 0, 2, 0, 3, 0, 4, 0));
  });

  test('a value too long for its VR is stored as UN', () => {
    const file = readDicom(writeDicom({ ...sampleDataset(), elements: [textElement(0x00100020, 'LO', 'x'.repeat(70_000))] }));
    expect(file.dataset.elements[0]).toMatchObject({ vr: 'UN', length: 70_000 });
  });

  test('a header may lie', () => {
    const rawHeader = Uint8Array.of(0x10, 0, 0x20, 0, 0x4c, 0x4f, 99, 0);
    const file = readDicom(
      writeDicom({ ...sampleDataset(), elements: [{ tag: 0x00100020, vr: 'LO', value: Uint8Array.of(65, 66), rawHeader }] }),
    );
    expect(file.dataset.elements[0]!.length).toBe(2);
    expect(file.problems[0]!.code).toBe('TRUNCATED');
  });

  test('a VR that explicit VR cannot write is refused', () => {
    expect(() => writeDicom({ ...sampleDataset(), elements: [{ tag: 0x00280106, vr: 'US or SS', value: new Uint8Array(2) }] })).toThrow(
      DicomError,
    );
  });

  test('the group length of the meta counts its bytes', () => {
    const file = readDicom(writeDicom(sampleDataset()));
    expect(file.meta[0]!.tag).toBe(0x00020000);
    expect(file.problems).toEqual([]);
  });
});

describe('editing', () => {
  test('elements keep tag order, doubles stand behind the first', () => {
    const target = { elements: sampleElements() };
    setElement(target, textElement(0x00100020, 'LO', 'new'));
    addElement(target, textElement(0x00100020, 'LO', 'double'));
    addElement(target, textElement(0x00100030, 'DA', '19700101'));
    const tags = target.elements.map(({ tag }) => tag);
    expect(tags).toEqual(tags.toSorted((a, b) => a - b));
    expect(tags.filter((tag) => tag === 0x00100020)).toHaveLength(2);
    expect(removeElement(target, 0x00100020)).toBe(true);
    expect(getElement(target, 0x00100020)).toBeUndefined();
    expect(removeElement(target, 0x00100020)).toBe(false);
  });
});
