import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generate, generateSplit } from '../generate.ts';
import { packDataset } from '../pack/pack-dataset.ts';
import { planPreset } from '../plan/plan.ts';
import { assertRoom, roomFor } from '../plan/room.ts';
import { checkDataset } from './check-dataset.ts';

let folder: string;
const at = (...names: string[]): string => join(folder, ...names);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-check-'));
  await generate({ preset: 'all-modalities', seed: 11, difficulty: 'edge', patients: 9, imageSize: 64, out: at('set') });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy that a test may harm. */
function copy(name: string): string {
  cpSync(at('set'), at(name), { recursive: true });
  return at(name);
}

const firstFile = (dir: string, root: string): string => {
  const [series = ''] = readdirSync(join(dir, root)).toSorted();
  return join(dir, root, series, readdirSync(join(dir, root, series)).toSorted()[0] ?? '');
};

it('finds nothing wrong with a set just made', async () => {
  expect(await checkDataset(at('set'))).toMatchObject({ ok: true, problems: [] });
});

it('sees a changed byte', async () => {
  const dir = copy('changed');
  const file = firstFile(dir, 'input');
  const bytes = readFileSync(file);
  bytes[5] = 65;
  writeFileSync(file, bytes);
  expect((await checkDataset(dir)).problems.map(({ code }) => code)).toContain('DIGEST');
});

/** One bit of the last byte but 40: in the pixels of an image, in the text of a list. */
function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes[bytes.length - 40]! ^= 1;
  writeFileSync(path, bytes);
}

const damages: [string, string, (dir: string) => void][] = [
  ['a bit of a curated file', 'reference', (dir) => flip(firstFile(dir, 'reference'))],
  ['a curated file nobody asked for', 'reference', (dir) => writeFileSync(join(dir, 'reference/more.dcm'), 'more')],
  [
    'a code of the key',
    'answers.db',
    (dir) => inKey(dir, `UPDATE answer_data SET AnswerData = replace(AnswerData, 'HIPAA-A', 'HIPAA-B') WHERE "index" = 0`),
  ],
  [
    'an identifier that the key asks for',
    'answers.db',
    (dir) => inKey(dir, `UPDATE answer_data SET AnswerData = replace(AnswerData, 'text_removed', 'text_retained') WHERE "index" = 1`),
  ],
  ['a patient of the key', 'answers.db', (dir) => inKey(dir, 'UPDATE answer_data SET PatientID = PatientID + 1 WHERE "index" = 2')],
  ["a bit of the curators' key", 'answers.csv', (dir) => flip(join(dir, 'answers.csv'))],
  ['a row of a crosswalk', 'uid_mapping.csv', (dir) => withoutLastLine(join(dir, 'uid_mapping.csv'))],
  [
    'the kind of a planting',
    'planted.jsonl',
    (dir) =>
      writeFileSync(join(dir, 'planted.jsonl'), readFileSync(join(dir, 'planted.jsonl'), 'utf8').replace('"kind":"site"', '"kind":"name"')),
  ],
];

function inKey(dir: string, statement: string): void {
  const key = new DatabaseSync(join(dir, 'answers.db'));
  key.exec(statement);
  key.close();
}

const withoutLastLine = (path: string): void => writeFileSync(path, readFileSync(path, 'utf8').replace(/[^\n]+\n$/u, ''));

it.each(damages)('sees that %s is not as it was made', async (what, file, damage) => {
  const dir = copy(`damaged ${what}`);
  damage(dir);
  const { problems } = await checkDataset(dir);
  expect(problems).toContainEqual(expect.objectContaining({ code: 'DIGEST', file }));
});

it('proves with both packed sides that the sealed one is what the public one committed to', async () => {
  await packDataset(at('set'), 'public', at('one.tar'));
  await packDataset(at('set'), 'sealed', at('two.tar'));
  mkdirSync(at('unpacked'));
  for (const tar of ['one.tar', 'two.tar']) execFileSync('tar', ['-xf', at(tar), '-C', at('unpacked')]);
  expect(await checkDataset(at('unpacked'))).toMatchObject({ ok: true, problems: [] });
  const dataset = JSON.parse(readFileSync(at('unpacked', 'dataset.json'), 'utf8')) as { digests: Record<string, string> };
  writeFileSync(at('unpacked', 'planted.jsonl'), `${readFileSync(at('unpacked', 'planted.jsonl'), 'utf8')}\n`);
  const digests = {
    ...dataset.digests,
    planted: createHash('sha256')
      .update(readFileSync(at('unpacked', 'planted.jsonl')))
      .digest('hex'),
  };
  writeFileSync(at('unpacked', 'dataset.json'), JSON.stringify({ ...dataset, digests }));
  const { problems } = await checkDataset(at('unpacked'));
  expect(problems).toContainEqual(expect.objectContaining({ code: 'DIGEST', file: 'public.json' }));
});

it('sees an input file and a curated one that are gone', async () => {
  const dir = copy('gone');
  rmSync(firstFile(dir, 'input'));
  rmSync(firstFile(dir, 'reference'));
  const codes = (await checkDataset(dir)).problems.map(({ code }) => code);
  for (const code of ['NO_INSTANCE', 'COUNTS', 'NO_REFERENCE']) expect(codes).toContain(code);
});

it('sees a crosswalk that is not one-to-one', async () => {
  const dir = copy('map');
  const [, line = ''] = readFileSync(join(dir, 'patid_mapping.csv'), 'utf8').split('\n');
  appendFileSync(join(dir, 'patid_mapping.csv'), `${line}\n`);
  expect((await checkDataset(dir)).problems.map(({ code }) => code)).toContain('MAP');
});

it('reads a released crosswalk as judges do: columns by their names, quotes, and the first of rows that repeat', async () => {
  const dir = copy('released-map');
  const dataset = JSON.parse(readFileSync(join(dir, 'dataset.json'), 'utf8')) as object;
  writeFileSync(join(dir, 'dataset.json'), JSON.stringify({ ...dataset, source: { kind: 'import' }, digests: undefined }));
  const rows = readFileSync(join(dir, 'patid_mapping.csv'), 'utf8').trim().split('\n').slice(1);
  const written = rows.map((row) => row.split(',')).map(([old, fresh]) => `group 1;"${fresh}";${old}`);
  writeFileSync(join(dir, 'patid_mapping.csv'), ['sort;de-identified;evaluation', ...written, written[0]].join('\r\n'));
  expect((await checkDataset(dir)).problems.filter(({ code }) => code === 'MAP')).toEqual([]);
});

it('sees an original in place of its curated twin', async () => {
  const dir = copy('leak');
  const map = new Map(
    readFileSync(join(dir, 'uid_mapping.csv'), 'utf8')
      .split('\n')
      .map((line) => line.split(',') as [string, string]),
  );
  const [series = ''] = readdirSync(join(dir, 'input')).toSorted();
  const name = readdirSync(join(dir, 'input', series)).toSorted()[0] ?? '';
  cpSync(join(dir, 'input', series, name), join(dir, 'reference', map.get(series) ?? '', name));
  expect((await checkDataset(dir)).problems.map(({ code }) => code)).toContain('STILL_THERE');
});

it('does not take an unfinished or empty folder for a set', async () => {
  mkdirSync(at('empty'));
  await expect(checkDataset(at('empty'))).rejects.toMatchObject({ code: 'NOT_A_DATASET' });
  writeFileSync(at('empty', '.unfinished'), 'x');
  await expect(checkDataset(at('empty'))).rejects.toThrow(/never finished/u);
});

it('goes on with an interrupted set and gives the same bytes', async () => {
  const options = { preset: 'demo', seed: 2, patients: 3, imageSize: 64, out: at('interrupted') };
  let made = 0;
  const stop = generate({
    ...options,
    onProgress: () => {
      if (++made === 20) throw new Error('the lights went out');
    },
  });
  await expect(stop).rejects.toThrow('the lights went out');
  const dataset = await generate(options);
  const whole = await generate({ ...options, out: at('whole') });
  expect(dataset.contentDigest).toBe(whole.contentDigest);
  expect(await checkDataset(at('interrupted'))).toMatchObject({ ok: true });
});

it('goes on where it was stopped while the parts were joined, and not with what is only nearly done', async () => {
  const options = { preset: 'demo', seed: 2, patients: 3, imageSize: 64 };
  await generate({ ...options, out: at('once') });
  let made = 0;
  const stop = generate({
    ...options,
    out: at('joining'),
    onProgress: () => {
      if (++made === 20) throw new Error('the lights went out');
    },
  });
  await expect(stop).rejects.toThrow('the lights went out');
  // What joining leaves when it is stopped: a key of some patients, and no mark taken away.
  cpSync(at('once', 'answers.db'), at('joining', 'answers.db'));
  cpSync(at('once', 'dataset.json'), at('joining', 'dataset.json'));
  await expect(checkDataset(at('joining'))).rejects.toThrow(/never finished/u);
  await generate({ ...options, out: at('joining') });
  expect(readFileSync(at('joining', 'answers.db')).equals(readFileSync(at('once', 'answers.db')))).toBe(true);
  expect(readdirSync(at('joining')).toSorted()).toEqual(readdirSync(at('once')).toSorted());
});

it('goes on with an interrupted split and leaves its finished part as it is', async () => {
  const options = { preset: 'demo', seed: 4, patients: 4, imageSize: 64, out: at('halves') };
  const total: number[] = [];
  const onProgress = (_done: number, all: number): void => {
    if (total.at(-1) !== all) total.push(all);
    if (total.length === 2) throw new Error('the lights went out');
  };
  await expect(generateSplit({ ...options, onProgress }, 'one:0.5,two:0.5')).rejects.toThrow('the lights went out');
  const before = readFileSync(at('halves', 'one', 'dataset.json'), 'utf8');
  const parts = await generateSplit(options, 'one:0.5,two:0.5');
  expect(parts.map(({ dataset }) => dataset.counts.patients)).toEqual([2, 2]);
  expect(readFileSync(at('halves', 'one', 'dataset.json'), 'utf8')).toBe(before);
  expect(readdirSync(at('halves')).toSorted()).toEqual(['one', 'two']);
});

it('never touches a folder that holds something else', async () => {
  mkdirSync(at('mine'));
  writeFileSync(at('mine', 'letter.txt'), 'dear');
  await expect(generate({ preset: 'demo', out: at('mine') })).rejects.toMatchObject({ code: 'OUT_NOT_EMPTY' });
  expect(readdirSync(at('mine'))).toEqual(['letter.txt']);
});

it('makes parts that are sets of their own', async () => {
  const parts = await generateSplit({ preset: 'demo', seed: 4, patients: 4, imageSize: 64, out: at('parts') }, 'validation:0.5,test:0.5');
  expect(parts.map(({ dataset }) => dataset.counts.patients)).toEqual([2, 2]);
  for (const { dir } of parts) expect(await checkDataset(dir)).toMatchObject({ ok: true });
});

it('packs no key and no reference into the public side, and the same bytes twice', async () => {
  await packDataset(at('set'), 'public', at('public.tar'));
  await packDataset(at('set'), 'public', at('again.tar'));
  await packDataset(at('set'), 'sealed', at('sealed.tgz'));
  const bytes = readFileSync(at('public.tar'));
  expect(bytes.equals(readFileSync(at('again.tar')))).toBe(true);
  expect(bytes.includes('answers.db')).toBe(false);
  expect(bytes.includes('uid_mapping')).toBe(false);
  await expect(packDataset(at('set'), 'public', at('public.tar'))).rejects.toMatchObject({ code: 'OUT_NOT_EMPTY' });
});

it('says how much room a set needs before it writes one', () => {
  const room = roomFor(planPreset({ preset: 'midi-1.1', seed: 1 }), 4096);
  expect(() => assertRoom(at('large'), { ...room, total: 1e18, key: 1e17 }, 1, () => 1e17)).toThrow(/needs 1100000000\.0 GB .*--scale/u);
});

it('says the room of a small set and of a small disk in megabytes', () => {
  const room = { input: 5e6, reference: 5e6, key: 12.1e6, other: 1e6, total: 23.1e6 };
  const text = /needs 36 MB \(25 MB of it the answer key while it is joined\) and .* has 3 MB free/u;
  expect(() => assertRoom(at('small'), room, 1, () => 3.9e6)).toThrow(text);
});

it('offers a scale that fits, counted from the one that was asked for, or none', () => {
  const room = { input: 5e9, reference: 5e9, key: 10e9, other: 0, total: 20e9 };
  const offered = (scale: number, free: number) => () => assertRoom(at('large'), room, scale, () => free);
  expect(offered(1, 10e9)).toThrow(/Try --scale 0\.3 or --image-size 128/u);
  expect(offered(0.02, 10e9)).toThrow(/Try --scale 0\.006 or/u);
  expect(offered(20, 15e9)).toThrow(/Try --scale 9 or/u);
  expect(offered(0.02, 0)).toThrow(/Make room, or name an --out on another disk\./u);
});
