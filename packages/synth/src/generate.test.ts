import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readDicomFile } from '@deidbench/dicom';
import { openAnswerKey } from '@deidbench/judge/key';
import type { Dataset, Planted } from '@deidbench/core/model';
import { generate } from './generate.ts';

let folder: string;
let dataset: Dataset;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-synth-'));
  dataset = await generate({ preset: 'demo', seed: 7, out: join(folder, 'one') });
});
afterAll(() => rmSync(folder, { recursive: true }));

const planted = (name: string): Planted[] =>
  readFileSync(join(folder, name, 'planted.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Planted);

it('makes the counts of the preset', () => {
  expect(dataset.counts).toMatchObject({ patients: 12, studies: 12, series: 17, instances: 196 });
});

it('gives every instance a row of the key', () => {
  const key = openAnswerKey(join(folder, 'one', dataset.answers));
  expect(key.rows).toHaveLength(196);
  expect(key.rows.reduce((sum, row) => sum + key.checksOf(row).checks.length, 0)).toBe(dataset.counts.checks);
  expect(key.notes()).toEqual([]);
  key.close();
});

it('gives the same bytes for the same seed and others for another', async () => {
  const again = await generate({ preset: 'demo', seed: 7, patients: 3, out: join(folder, 'two') });
  const same = await generate({ preset: 'demo', seed: 7, patients: 3, out: join(folder, 'three') });
  const other = await generate({ preset: 'demo', seed: 8, patients: 3, out: join(folder, 'four') });
  expect(same.contentDigest).toBe(again.contentDigest);
  expect(other.contentDigest).not.toBe(again.contentDigest);
  for (const file of ['uid_mapping.csv', 'planted.jsonl', 'answers.db']) {
    expect(readFileSync(join(folder, 'two', file)).equals(readFileSync(join(folder, 'three', file)))).toBe(true);
  }
});

it('burns text into single images and asks for its boxes', () => {
  const burned = planted('one').filter(({ carrier }) => carrier === 'pixels');
  expect(burned.length).toBeGreaterThan(3);
  expect(burned.every(({ box }) => box !== undefined && box[0] < box[2] && box[1] < box[3])).toBe(true);
});

it('writes files that the reader finds nothing wrong with', () => {
  const sop = readFileSync(join(folder, 'one', 'uid_mapping.csv'), 'utf8').split('\n').length;
  expect(sop).toBeGreaterThan(196);
  const key = openAnswerKey(join(folder, 'one', dataset.answers));
  const { series } = key.rows[0] ?? { series: '' };
  key.close();
  expect(readDicomFile(join(folder, 'one', 'input', series, '1-1.dcm')).problems).toEqual([]);
});

it('gives the same bytes with two workers as with one', async () => {
  const alone = await generate({ preset: 'demo', seed: 9, patients: 4, imageSize: 64, jobs: 1, out: join(folder, 'alone') });
  const told: number[] = [];
  const onProgress = (done: number): void => void told.push(done);
  const workers = await generate({
    preset: 'demo',
    seed: 9,
    patients: 4,
    imageSize: 64,
    jobs: 2,
    onProgress,
    out: join(folder, 'workers'),
  });
  expect(workers).toEqual(alone);
  for (const file of ['uid_mapping.csv', 'patid_mapping.csv', 'planted.jsonl', 'answers.db']) {
    expect(readFileSync(join(folder, 'alone', file)).equals(readFileSync(join(folder, 'workers', file)))).toBe(true);
  }
  expect(told.at(-1)).toBe(workers.counts.instances);
});

const CODES =
  /^(DICOM-IOD-[12]|DICOM-P15-BASIC-[CU]|HIPAA-[A-R]|TCIA-P15-BASIC-(D|X|Z|X\/Z|X\/D|Z\/D|X\/Z\/D)|TCIA-P15-(DESC-C|DEV-[CK]|MOD-C|PAT-[CK]|PIX-K)|TCIA-PTKB-[KX]|TCIA-REV)$/u;

it('uses the codes of the released keys and no others, in the edge set too', async () => {
  const made = await generate({ preset: 'all-modalities', seed: 12, difficulty: 'edge', imageSize: 64, out: join(folder, 'edge') });
  const key = openAnswerKey(join(folder, 'edge', made.answers));
  const codes = key.rows.flatMap((row) =>
    key
      .checksOf(row)
      .checks.flatMap(({ categories }) =>
        Object.entries(categories).flatMap(([field, code]) => (field === 'prev_cat' || typeof code !== 'string' ? [] : [code])),
      ),
  );
  key.close();
  expect(codes.filter((code) => !CODES.test(code))).toEqual([]);
  expect(new Set(codes).size).toBeGreaterThan(20);
});
