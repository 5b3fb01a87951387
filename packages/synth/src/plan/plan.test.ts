import { expect, it } from 'vitest';
import { PRIVATE, UNUSUAL } from '../plant/carriers.ts';
import { planPreset } from './plan.ts';
import { PRESETS, presetOf } from './preset.ts';
import { parseSplit, splitPlan } from './split.ts';
import { spread } from './spread.ts';
import type { DatasetPlan } from './types.ts';

const plan = (preset: string): DatasetPlan => planPreset({ preset, seed: 7 });
const series = (of: DatasetPlan) => of.patients.flatMap(({ studies }) => studies.flatMap((study) => study.series));

it('gives the published counts of Pseudo-PHI', () => {
  expect(plan('pseudo-phi').counts).toEqual({ patients: 21, studies: 22, series: 26, instances: 1693 });
  expect(plan('pseudo-phi').byModality).toMatchObject({ CT: { patients: 5, instances: 268 }, MR: { series: 5, instances: 150 } });
});

it('gives the published counts of the three MIDI sets, alone and together', () => {
  const three = ['midi-1.0', 'midi-1.1', 'midi-1.2'].map(plan);
  expect(three.map(({ counts }) => counts)).toEqual([
    { patients: 432, studies: 481, series: 526, instances: 55_890 },
    { patients: 639, studies: 725, series: 850, instances: 68_165 },
    { patients: 446, studies: 242, series: 1936, instances: 48_832 },
  ]);
  const sum = (what: 'patients' | 'studies' | 'instances'): number => three.reduce((total, { counts }) => total + counts[what], 0);
  expect([sum('patients'), sum('studies'), sum('instances')]).toEqual([1517, 1448, 172_887]);
});

it('gives each modality of MIDI 1.1 its published row', () => {
  expect(plan('midi-1.1').byModality).toMatchObject({
    SR: { patients: 62, studies: 67, series: 75, instances: 75 },
    PT: { patients: 88, studies: 117, series: 150, instances: 42_187 },
    US: { patients: 73, studies: 75, series: 75, instances: 283 },
  });
});

it('has at least 28 manufacturers over the MIDI sets', () => {
  const makers = ['midi-1.0', 'midi-1.1', 'midi-1.2'].flatMap((name) => series(plan(name)).map(({ vendor }) => vendor.manufacturer));
  expect(new Set(makers).size).toBeGreaterThanOrEqual(28);
});

it('plants in every unusual and private element that the published collections held', () => {
  const planted = new Set(['midi-1.0', 'midi-1.1', 'midi-1.2'].flatMap((name) => series(plan(name)).flatMap(({ carriers }) => carriers)));
  expect([...UNUSUAL, ...PRIVATE].map(({ id }) => id).filter((id) => !planted.has(id))).toEqual([]);
});

it('plants in 30 to 60 percent of the series, and burns text into 20 to 40 percent of the films and few stacks', () => {
  const all = series(plan('midi-1.1'));
  const unusual = new Set(UNUSUAL.map(({ id }) => id));
  const share = (list: typeof all, of: (one: (typeof all)[number]) => boolean): number => list.filter(of).length / list.length;
  expect(share(all, ({ carriers }) => carriers.some((id) => unusual.has(id)))).toBeGreaterThan(0.3);
  expect(share(all, ({ carriers }) => carriers.some((id) => unusual.has(id)))).toBeLessThan(0.6);
  for (const kind of ['CR', 'DX', 'MG', 'US']) {
    const films = all.filter((one) => one.kind === kind);
    expect(share(films, ({ burned }) => burned)).toBeGreaterThanOrEqual(0.2);
    expect(share(films, ({ burned }) => burned)).toBeLessThanOrEqual(0.4);
  }
  const stacks = all.filter(({ kind }) => kind === 'CT' || kind === 'MR' || kind === 'PT');
  expect(share(stacks, ({ burned }) => burned)).toBeLessThan(0.005);
});

it('scales every row up to whole counts and says what it cannot do', () => {
  expect(planPreset({ preset: 'midi-1.0', seed: 1, scale: 0.01 }).byModality['CT']).toMatchObject({
    patients: 2,
    studies: 2,
    series: 2,
    instances: 211,
  });
  const [one, three] = [1, 3].map((scale) => planPreset({ preset: 'all-modalities', seed: 1, scale }).counts);
  expect(three).toMatchObject({ patients: one!.patients, series: one!.series });
  expect(three!.instances).toBeGreaterThan(2 * one!.instances);
  expect(() => presetOf('midi-2.0', 1)).toThrow(/midi-2\.0.*pseudo-phi/u);
  expect(() => presetOf('midi-1.0', 0)).toThrow(/--scale 0/u);
  expect(PRESETS).toContain('all-modalities');
});

it('takes few patients from all rows alike', () => {
  const few = planPreset({ preset: 'midi-1.0', seed: 1, patients: 6 });
  expect(Object.keys(few.byModality).toSorted()).toEqual(['CR', 'CT', 'DX', 'MG', 'MR', 'PT']);
});

it('deals patients to the parts of a split, none twice', () => {
  const parts = splitPlan(plan('midi-1.0'), parseSplit('validation:0.4,test:60%'), 5);
  expect(parts.map(({ patients }) => patients.length)).toEqual([173, 259]);
  expect(new Set(parts.flatMap(({ patients }) => patients.map(({ number }) => number))).size).toBe(432);
  expect(() => parseSplit('a:0.5,b:0.6')).toThrow(/1\.1/u);
  expect(() => parseSplit('half')).toThrow(/NAME:SHARE/u);
});

it('spreads instances so that none is lost and no series is empty', () => {
  const sizes = spread(1275, 16, 'x');
  expect(sizes.reduce((a, b) => a + b, 0)).toBe(1275);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
  expect(new Set(sizes).size).toBeGreaterThan(5);
});
