import { expect, it } from 'vitest';
import { drawPatient } from '../identity/patient.ts';
import { ageOn } from '../iod/common.ts';
import type { Item } from '../model/item.ts';
import { tag } from '../model/put.ts';
import { planPreset } from '../plan/plan.ts';
import { rng } from '../random/rng.ts';
import { seriesOf } from './series-plan.ts';
import type { Settings } from './settings.ts';

const settings: Settings = {
  seed: 5,
  preset: 'midi-1.2',
  prefix: 'X',
  patients: 1,
  difficulty: 'normal',
  imageSize: 32,
  dateOffset: 'patient',
  deviceIdentity: 'keep',
  out: '',
};
const plan = planPreset({ preset: 'midi-1.2', scale: 0.005, seed: 5 }).patients[0]!;
const all = seriesOf(settings, plan, drawPatient(rng(5, 'patient', 1), { number: 1 })).map(({ series }) => series);
const at = (dataset: Item, what: string): string => dataset.text(tag(`${what}Date`)) + dataset.text(tag(`${what}Time`));

it('begins a series when the one before it is done, and makes an instance when it was taken', () => {
  let done = '';
  for (const series of all) {
    for (const index of [0, series.count - 1]) {
      const dataset = series.modality.build(series, index);
      const times = ['Study', 'Series', 'Acquisition', 'Content', 'InstanceCreation'].map((what) => at(dataset, what)).filter(Boolean);
      expect(times).toEqual(times.toSorted());
      expect(at(dataset, 'Series') > done).toBe(true);
    }
    const last = series.modality.build(series, series.count - 1);
    done = at(last, 'InstanceCreation');
  }
});

it('takes the images of a study on one machine, in one frame of reference', () => {
  const images = all.filter(({ modality }) => modality.key === 'MR');
  expect(images.length).toBeGreaterThan(1);
  for (const what of ['serial', 'station', 'frameOfReference'] as const) expect(new Set(images.map((one) => one[what])).size).toBe(1);
  expect(new Set(images.map(({ uid }) => uid)).size).toBe(images.length);
});

it('puts the slices of a stack as far apart as they say', () => {
  const image = all.find(({ modality, count }) => modality.key === 'MR' && count > 1)!;
  const [first, second] = [0, 1].map((index) => image.modality.build(image, index)) as [Item, Item];
  const depth = (dataset: Item): number => Number(dataset.text(tag('SliceLocation')));
  expect(depth(first) - depth(second)).toBeCloseTo(Number(first.text(tag('SpacingBetweenSlices'))), 3);
});

it('counts the years of age on the day of each study', () => {
  expect(ageOn('19600301', '20200229')).toBe('059Y');
  expect(ageOn('19600301', '20200301')).toBe('060Y');
});
