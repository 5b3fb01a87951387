import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bytesElement, EXPLICIT_LE, numberElement, textElement, writeDicom, type WElement } from '@deidbench/dicom';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { checkDataset } from '../check/check-dataset.ts';
import { generate } from '../generate.ts';
import type { LeftOut } from './read-base.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-base-'));
  mkdirSync(join(folder, 'real'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const REAL_NAME = 'Originalperson^Real';

function real(name: string, patient: string, series: string, more: WElement[] = []): void {
  const elements = [
    textElement(0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'),
    textElement(0x00080018, 'UI', `1.9.${name.length}.${series}.7`),
    textElement(0x00080020, 'DA', '20010203'),
    textElement(0x00080060, 'CS', 'OT'),
    textElement(0x00081030, 'LO', 'KNEE'),
    textElement(0x00100010, 'PN', REAL_NAME),
    textElement(0x00100020, 'LO', patient),
    textElement(0x00120062, 'CS', 'YES'),
    textElement(0x0020000d, 'UI', `1.9.1.${series}`),
    textElement(0x0020000e, 'UI', `1.9.2.${series}`),
    textElement(0x00290010, 'LO', 'REAL CREATOR'),
    textElement(0x00291001, 'LO', REAL_NAME),
    ...more,
    numberElement(0x00280002, 'US', 1),
    textElement(0x00280004, 'CS', 'MONOCHROME2'),
    numberElement(0x00280010, 'US', 200),
    numberElement(0x00280011, 'US', 256),
    numberElement(0x00280100, 'US', 8),
    numberElement(0x00280101, 'US', 8),
    numberElement(0x00280102, 'US', 7),
    numberElement(0x00280103, 'US', 0),
    bytesElement(0x7fe00010, 'OB', new Uint8Array(200 * 256).fill(90)),
  ].toSorted((a, b) => a.tag - b.tag);
  writeFileSync(join(folder, 'real', name), writeDicom({ meta: [], elements, transferSyntax: EXPLICIT_LE }));
}

it('plants into real images, joins those of one Patient ID, and leaves out what is no DICOM', async () => {
  real('a.dcm', '77', '10');
  real('bb.dcm', '77', '11');
  real('ccc.dcm', '78', '12');
  writeFileSync(join(folder, 'real', 'notes.txt'), 'no DICOM');
  const leftOut: LeftOut[] = [];
  const dataset = await generate({
    base: join(folder, 'real'),
    seed: 3,
    out: join(folder, 'set'),
    onLeftOut: (file) => leftOut.push(file),
  });
  expect(dataset.counts).toMatchObject({ patients: 2, studies: 3, series: 3, instances: 3 });
  expect(leftOut).toEqual([{ path: 'notes.txt', reason: 'is no DICOM object with UIDs of class, instance, series and study' }]);
  expect(await checkDataset(join(folder, 'set'))).toMatchObject({ ok: true, instances: 3 });
});

it('draws text into the first image of a modality that often bears some, and into a third of the others', () => {
  const lines = readFileSync(join(folder, 'set', 'planted.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const planted = lines.map((line) => JSON.parse(line) as { sop: string; carrier: string });
  expect(new Set(planted.filter(({ carrier }) => carrier === 'pixels').map(({ sop }) => sop)).size).toBe(1);
});

it('lets no real identifier into the input', async () => {
  const root = join(folder, 'set', 'input');
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files).toHaveLength(3);
  for (const { parentPath, name } of files) expect(readFileSync(join(parentPath, name)).includes('Originalperson')).toBe(false);
});

it('names the folder that holds no image', async () => {
  mkdirSync(join(folder, 'empty'));
  await expect(generate({ base: join(folder, 'empty'), out: join(folder, 'none') })).rejects.toMatchObject({ code: 'BASE_UNREADABLE' });
});

it('makes a set of the folder beside a preset too, of as many patients as asked, and refuses a preset that is none', async () => {
  const base = join(folder, 'real');
  const dataset = await generate({ base, preset: 'midi-1.1', patients: 1, seed: 3, out: join(folder, 'first patient') });
  expect(dataset.counts).toMatchObject({ patients: 1, instances: 2 });
  expect(await checkDataset(join(folder, 'first patient'))).toMatchObject({ ok: true });
  await expect(generate({ base, preset: 'midi-2.0', out: join(folder, 'none') })).rejects.toMatchObject({ code: 'UNKNOWN_PRESET' });
});
