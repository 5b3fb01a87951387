import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAnswerKey } from '@deidbench/judge/key';
import type { Dataset, Planted } from '@deidbench/core/model';
import { checkDataset } from '../check/check-dataset.ts';
import { generate } from '../generate.ts';
import { drawPatient } from '../identity/patient.ts';
import { isVocabulary } from '../identity/words.ts';
import { planPreset } from '../plan/plan.ts';
import { rng } from '../random/rng.ts';
import { draftInstance } from '../write/instance.ts';
import { seriesOf } from '../write/series-plan.ts';

let folder: string;
let dataset: Dataset;
let planted: Planted[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-planting-'));
  dataset = await generate({
    preset: 'all-modalities',
    slides: 'full',
    seed: 31,
    difficulty: 'edge',
    imageSize: 128,
    out: join(folder, 'set'),
  });
  planted = readFileSync(join(folder, 'set/planted.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Planted);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('makes a set that its own check finds nothing wrong with', async () => {
  expect(await checkDataset(join(folder, 'set'))).toMatchObject({ ok: true, problems: [] });
});

it('plants at every kind of place that a file has', () => {
  const carriers = new Set(planted.map(({ carrier }) => carrier));
  for (const carrier of [
    'element',
    'private',
    'un',
    'pixels',
    'preamble',
    'trailing',
    'padding',
    'doubled',
    'overlay',
    'curve',
    'icon',
    'document',
    'meta',
  ])
    expect([...carriers]).toContain(carrier);
});

it('names the patient on labels and overviews of slides, and asks for their boxes', () => {
  const key = openAnswerKey(join(folder, 'set', dataset.answers));
  const slides = key.rows.filter(({ modality }) => modality === 'SM');
  const boxes = slides.map((row) => key.checksOf(row).checks.filter(({ action }) => action === 'pixels_hidden').length);
  key.close();
  expect(slides).toHaveLength(9);
  expect(boxes.filter((count) => count > 0)).toHaveLength(6);
});

it('keeps text that must stay apart from text that must go', () => {
  const marked = planted.filter(({ stays }) => stays !== undefined);
  expect(marked.length).toBeGreaterThan(5);
  for (const { box: [left, top, right, bottom] = [0, 0, 0, 0], stays = [] } of marked) {
    for (const { box } of stays) expect(box[0] < right && left < box[2] && box[1] < bottom && top < box[3]).toBe(false);
  }
});

it('asks in the key for nothing that stands behind a NUL', () => {
  const hidden = planted.filter(({ carrier }) => carrier === 'padding');
  expect(hidden.length).toBeGreaterThan(0);
  expect(hidden.every(({ keyed, place }) => !keyed && place === 'hidden')).toBe(true);
});

it("lists the hospital's address as an address, with the weight of one, and its name as the site", () => {
  const listed = (tag: string) => [
    ...new Set(planted.filter(({ at, carrier }) => at === tag && carrier === 'element').map(({ kind, severity }) => `${kind} ${severity}`)),
  ];
  expect(listed('<(0008,0081)>')).toEqual(['address high']);
  expect(listed('<(0008,0080)>')).toContain('site medium');
});

it('asks in the key for the removal of a text exactly where the list of plantings says so', () => {
  const key = openAnswerKey(join(folder, 'set', dataset.answers));
  const wordsOf = new Map(key.rows.map((row) => [row.sop, key.checksOf(row).checks.filter(({ action }) => action === 'text_removed')]));
  key.close();
  const inText = planted.filter(({ carrier, keyed, at }) => !keyed && carrier !== 'pixels' && at.startsWith('<'));
  expect(inText.length).toBeGreaterThan(20);
  const asked = (one: Planted): boolean =>
    (wordsOf.get(one.sop) ?? []).some(({ tagPath, actionText }) => `<${tagPath}>` === one.at && actionText === `<${one.text}>`);
  expect(inText.filter(asked).map(({ at }) => at)).toEqual([]);
});

it('plants in one of several values, in values that are too long, and in items, whatever the difficulty', () => {
  const plan = planPreset({ preset: 'midi-1.1', scale: 0.1, seed: 4 });
  const settings = {
    seed: 4,
    preset: '',
    prefix: '',
    patients: 1,
    difficulty: 'normal',
    imageSize: 32,
    dateOffset: 'patient',
    deviceIdentity: 'keep',
    out: '',
  } as const;
  const seen = { several: 0, long: 0, inItem: 0, sets: new Set<string>(), capitals: 0 };
  for (const patientPlan of plan.patients) {
    const patient = drawPatient(rng(4, 'patient', patientPlan.number), { number: patientPlan.number });
    seen.sets.add(patient.characterSet);
    if (patient.name.pn === patient.name.pn.toUpperCase()) seen.capitals += 1;
    for (const { series, plan: own } of seriesOf(settings, patientPlan, patient)) {
      const { dataset: made } = draftInstance(series, own, 0, 'normal');
      const requests = made.items(0x00400275);
      if (requests.some((request) => request.get(0x00321060)?.plant)) seen.inItem += 1;
      if (made.get(0x00081080)?.plant && made.text(0x00081080).includes('\\')) seen.several += 1;
      if (made.get(0x00321060)?.plant && made.text(0x00321060).length > 64) seen.long += 1;
    }
  }
  expect(seen.inItem).toBeGreaterThan(2);
  expect(seen.several).toBeGreaterThan(0);
  expect(seen.long).toBeGreaterThan(0);
  expect(seen.sets.size).toBeGreaterThan(2);
  expect(seen.capitals).toBeGreaterThan(10);
});

it('knows every word that stays, so that no identifier is drawn that looks like one', () => {
  const key = openAnswerKey(join(folder, 'set', dataset.answers));
  const texts = key.rows.flatMap((row) =>
    key.checksOf(row).checks.flatMap((one) => (one.action === 'text_retained' ? [one.actionText ?? ''] : [])),
  );
  key.close();
  const words = new Set(texts.flatMap((text) => text.toLowerCase().match(/[a-z]{4,}/gu) ?? []));
  expect(words.size).toBeGreaterThan(200);
  expect([...words].filter((word) => !isVocabulary(word)).toSorted()).toEqual([]);
});
