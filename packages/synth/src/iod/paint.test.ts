import { expect, it } from 'vitest';
import { drawPatient } from '../identity/patient.ts';
import { drawPhantom } from '../pixels/phantom.ts';
import { planPreset } from '../plan/plan.ts';
import { rng } from '../random/rng.ts';
import { seriesOf } from '../write/series-plan.ts';
import type { Series } from './context.ts';
import { paintOf } from './paint.ts';

const settings = {
  seed: 9,
  preset: '',
  prefix: '',
  patients: 1,
  difficulty: 'normal',
  imageSize: 64,
  dateOffset: 'patient',
  deviceIdentity: 'keep',
  out: '',
} as const;
const all: Series[] = planPreset({ preset: 'midi-1.1', scale: 0.1, seed: 9 }).patients.flatMap((plan) =>
  seriesOf(settings, plan, drawPatient(rng(9, 'patient', plan.number), { number: plan.number })).map(({ series }) => series),
);
const drawnFor = (key: string, bodyPart: string): Set<string> =>
  new Set(
    all.filter(({ modality, study }) => modality.key === key && study.procedure.bodyPart === bodyPart).map((one) => paintOf(one).phantom),
  );

it('draws the part of the body that the study is of', () => {
  expect(drawnFor('CR', 'HAND')).toEqual(new Set(['hand']));
  expect(drawnFor('DX', 'CHEST')).toEqual(new Set(['chest']));
  expect(drawnFor('CT', 'HEAD')).toEqual(new Set(['head']));
  expect(drawnFor('MR', 'PROSTATE')).toEqual(new Set(['pelvis']));
});

it('draws the chest wall of a right breast at the right edge', () => {
  const row = (phantom: string): Float32Array => drawPhantom(phantom, 9, 64, 0).slice(4 * 64, 5 * 64);
  expect([...row('breast right')]).toEqual([...row('breast')].toReversed());
  for (const one of all.filter(({ modality }) => modality.key === 'MG'))
    expect(paintOf(one).phantom).toBe(one.description.startsWith('R') ? 'breast right' : 'breast');
});
