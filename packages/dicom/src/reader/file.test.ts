import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DicomError } from '../errors.ts';
import { indexByPath } from '../paths.ts';
import { sampleDataset, sampleElements, samplePixels } from '../testing/sample.ts';
import { elementBytes } from '../values.ts';
import { bytesElement, textElement } from '../writer/elements.ts';
import { writeDicom } from '../writer/write.ts';
import { readDicomFile, readElementBytes } from './file.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dicom-file-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const put = (name: string, bytes: Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
};

const pixels = bytesElement(
  0x7fe00010,
  'OB',
  Uint8Array.from({ length: 300_000 }, (_, index) => index % 251),
);
const code = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    if (error instanceof DicomError) return error.code;
    throw error;
  }
  return 'none';
};

describe('reading the head of a file', () => {
  test('pixel data stay in the file and are in the index', () => {
    const path = put('a.dcm', writeDicom({ ...sampleDataset(), elements: [...sampleElements().slice(0, -1), pixels] }));
    const head = readDicomFile(path, { stopBeforePixels: true });
    const element = head.dataset.elements.at(-1)!;
    expect(head.bytes.length).toBeLessThan(2000);
    expect(element.length).toBe(300_000);
    expect(code(() => elementBytes(head, element))).toBe('BYTES_NOT_READ');
    expect(readElementBytes(path, head, element)).toEqual(pixels.value);
    expect([...indexByPath(head).keys()]).toEqual([...indexByPath(readDicomFile(path)).keys()]);
  });

  test('a head longer than the first read is read whole', () => {
    const long = bytesElement(0x00291010, 'OB', new Uint8Array(90_000).fill(7));
    const path = put('b.dcm', writeDicom({ ...sampleDataset(), elements: [...sampleElements().slice(0, 7), long, pixels] }));
    const head = readDicomFile(path, { stopBeforePixels: true });
    expect(elementBytes(head, head.dataset.elements[7]!)).toEqual(long.value);
    expect(head.bytes.length).toBeLessThan(100_000);
  });

  test('elements behind the pixel data are read too', () => {
    const path = put('c.dcm', writeDicom({ ...sampleDataset(), elements: [pixels, textElement(0xfffcfffc, 'OB', 'hidden')] }));
    const head = readDicomFile(path, { stopBeforePixels: true });
    expect(head.dataset.elements.map(({ tag }) => tag)).toEqual([0x7fe00010, 0xfffcfffc]);
    expect(elementBytes(head, head.dataset.elements[1]!)).toEqual(new TextEncoder().encode('hidden'));
  });

  test('encapsulated pixel data keep their fragments', () => {
    const path = put(
      'd.dcm',
      writeDicom({ ...sampleDataset('1.2.840.10008.1.2.5'), elements: [samplePixels(new Uint8Array(50_000), new Uint8Array(20_000))] }),
    );
    const head = readDicomFile(path, { stopBeforePixels: true });
    expect(head.dataset.elements[0]!.fragments!.map(({ length }) => length)).toEqual([0, 50_000, 20_000]);
    expect(head.bytes.length).toBeLessThan(1000);
    const whole = readDicomFile(path);
    expect(readElementBytes(path, head, head.dataset.elements[0]!)).toEqual(elementBytes(whole, whole.dataset.elements[0]!));
  });

  test('heads that were read before are not changed by the next reading', () => {
    const first = readDicomFile(put('e.dcm', writeDicom(sampleDataset())), { stopBeforePixels: true });
    const before = first.bytes.slice();
    readDicomFile(put('f.dcm', writeDicom({ ...sampleDataset(), elements: [pixels] })), { stopBeforePixels: true });
    expect(first.bytes).toEqual(before);
  });
});

test('a last element before a few trailing bytes is read whole', () => {
  const long = bytesElement(0x00291010, 'OB', new Uint8Array(16 * 1024 - 200));
  const padding = 16 * 1024 - writeDicom({ ...sampleDataset(), elements: [long] }).length;
  const exact = bytesElement(0x00291010, 'OB', new Uint8Array(16 * 1024 - 200 + padding).fill(9));
  const path = put('h.dcm', writeDicom({ ...sampleDataset(), elements: [exact], trailing: new Uint8Array(5) }));
  const head = readDicomFile(path, { stopBeforePixels: true });
  expect(elementBytes(head, head.dataset.elements[0]!)).toEqual(exact.value);
  expect(head.trailing.length).toBe(5);
});

describe('what is no regular file', () => {
  test('links, folders and pipes are refused without being opened', () => {
    const target = put('target.dcm', writeDicom(sampleDataset()));
    symlinkSync(target, join(folder, 'link.dcm'));
    execFileSync('mkfifo', [join(folder, 'pipe.dcm')]);
    for (const name of ['link.dcm', 'pipe.dcm', '.']) expect(code(() => readDicomFile(join(folder, name)))).toBe('NOT_A_FILE');
  });

  test('a file larger than the limit is refused', () => {
    expect(code(() => readDicomFile(put('g.dcm', writeDicom(sampleDataset())), { maxBytes: 100 }))).toBe('FILE_TOO_LARGE');
  });
});
