import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { findElement } from '../effective-vr.ts';
import { DicomError } from '../errors.ts';
import { indexByPath } from '../paths.ts';
import { EXPLICIT_LE } from '../reader/encoding.ts';
import { readDicom } from '../reader/read.ts';
import { TAG } from '../tag.ts';
import { unpack } from '../testing/unpack.ts';
import { elementBytes } from '../values.ts';
import { sequence, textElement } from '../writer/elements.ts';
import type { WElement } from '../writer/types.ts';
import { writeDicom } from '../writer/write.ts';
import { officialText } from './official.ts';

interface FileTexts {
  file: string;
  pixel_md5: string | null;
  values: Record<string, string>;
}

interface RawValue {
  vr: string;
  tag: string;
  bytes: string;
  str?: string;
  in_sequence_dump?: string;
  error?: string;
}

const work = mkdtempSync(join(tmpdir(), 'value-texts-'));
unpack(join(import.meta.dirname, '../../vectors/value-texts.tar.zst'), work);
afterAll(() => rmSync(work, { recursive: true, force: true }));
const lines = (name: string): unknown[] =>
  readFileSync(join(work, name), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

const EXAMPLES = lines('vr_examples.jsonl') as RawValue[];

describe('what the official script reads with pydicom 2.2.1', () => {
  test.each(lines('values.jsonl') as FileTexts[])('$file', ({ file: path, values, pixel_md5: digest }) => {
    const file = readDicom(readFileSync(join(work, 'input', path)));
    const texts = [...indexByPath(file)].map(([name, { element, item }]) => [name, `<${officialText(file, item, element)}>`]);
    expect(Object.fromEntries(texts)).toEqual(values);
    const pixels = findElement(file.dataset, TAG.pixelData);
    expect(pixels === undefined ? null : hash('md5', elementBytes(file, pixels), 'hex')).toEqual(digest);
  });

  test('every VR, value by value', () => {
    const readable = EXAMPLES.filter(({ error }) => error === undefined);
    for (const example of readable) expect({ ...example, ...textsOf(example) }).toEqual(example);
    expect(readable.length).toBeGreaterThan(290);
  });

  test.each(EXAMPLES.filter(({ error }) => error !== undefined))('$vr $bytes cannot be read', (example) => {
    expect(() => textsOf(example)).toThrow(DicomError);
  });
});

const SEQUENCE = 0x00081140;

function textsOf({ vr, tag, bytes }: RawValue): Partial<RawValue> {
  const element: WElement = { tag: Number.parseInt(tag, 16), vr, value: Buffer.from(bytes, 'hex') };
  return { str: `<${textIn([element], element.tag)}>`, in_sequence_dump: textIn([sequence(SEQUENCE, [[element]])], SEQUENCE) };
}

function textIn(elements: WElement[], tag: number): string {
  const withCharset = [textElement(TAG.charset, 'CS', 'ISO_IR 192'), ...elements].toSorted((a, b) => a.tag - b.tag);
  const file = readDicom(writeDicom({ meta: [], elements: withCharset, transferSyntax: EXPLICIT_LE }));
  return officialText(file, file.dataset, findElement(file.dataset, tag)!);
}
