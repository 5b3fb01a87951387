import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import type { Dataset } from '@deidbench/core/model';
import { SynthError } from './errors.ts';
import { planPreset } from './plan/plan.ts';
import { presetOf } from './plan/preset.ts';
import { planBase } from './base/plan-base.ts';
import { type LeftOut, readBase } from './base/read-base.ts';
import { assertRoom, roomFor } from './plan/room.ts';
import { parseSplit, splitPlan } from './plan/split.ts';
import type { DatasetPlan } from './plan/types.ts';
import { GENERATOR } from './generator.ts';
import { askedFor, closeFolder, isFinished, makeFolders, openFolder, writeDatasetFile } from './run/folder.ts';
import { type Made, makePatients } from './run/make-patients.ts';
import { sideDigests, treeDigest } from './digest/side-digests.ts';
import { Assembly } from './write/assemble.ts';
import { FILES, FOLDERS, type Settings } from './write/settings.ts';

export interface GenerateOptions {
  /** Folder of real DICOM objects: identifiers are planted into those, and the counts of the preset do not hold. They are cleansed first by the reference's rules. */
  base?: string;
  /** Name of a preset; or give `plan`. Default all-modalities. */
  preset?: string;
  plan?: DatasetPlan;
  /** Each count of the preset times this, rounded up. Default 1. */
  scale?: number;
  /** So many patients at most. */
  patients?: number;
  /** Default 1. The same seed and options give the same bytes, whatever the number of jobs. */
  seed?: number;
  difficulty?: 'normal' | 'edge';
  /** `full`: each whole-slide image with its label and overview, which stand beside the preset's counts. Default volume. */
  slides?: 'volume' | 'full';
  /** Rows and columns of images; default by modality. */
  imageSize?: number;
  /** One date offset a patient (default), or one for all. */
  dateOffset?: 'patient' | 'collection';
  deviceIdentity?: 'keep' | 'remove';
  /** Worker processes; default all cores, one for small sets. */
  jobs?: number;
  /** The data set's folder: new, empty, or of an interrupted attempt, which goes on. */
  out: string;
  onProgress?: (done: number, total: number) => void;
  /** Told of every file of the base that is left out, and why. */
  onLeftOut?: (file: LeftOut) => void;
}

/** Below this a worker's start costs more than it brings. */
const SMALL = 400;

/**
 * Makes a MIDI-style data set: `input/`, the curated `reference/`, `answers.db`, both crosswalks, `planted.jsonl` and `dataset.json`,
 * which is written last: a folder without it is no data set.
 * @throws {SynthError} UNKNOWN_PRESET, SCALE_RANGE, OPTION_RANGE, TOO_LARGE, NO_SPACE, BASE_UNREADABLE, OUT_NOT_EMPTY, KEY_NOT_PASSED, WORKER_FAILED
 */
export async function generate(options: GenerateOptions): Promise<Dataset> {
  const plan = planOf(options);
  const settings = settingsOf(options, plan);
  const total = plan.patients.reduce(
    (sum, { studies }) => sum + studies.reduce((n, { series }) => n + series.reduce((m, s) => m + s.instances, 0), 0),
    0,
  );
  assertRoom(settings.out, roomFor(plan, settings.imageSize), options.scale);
  openFolder(settings.out, askedFor(settings, plan));
  makeFolders(settings);
  const assembly = new Assembly(
    settings,
    plan.patients.map(({ number }) => number),
  );
  let results: Made[];
  try {
    results = await makePatients(settings, plan.patients, {
      jobs: options.jobs ?? (total < SMALL ? 1 : availableParallelism()),
      onProgress: (done) => options.onProgress?.(done, total),
      onPatient: (result) => assembly.add(result),
    });
  } finally {
    assembly.close();
  }
  const dataset = datasetOf(plan, results, sourceOf(options, plan, settings), settings.out);
  writeDatasetFile(settings, dataset);
  closeFolder(settings.out);
  return dataset;
}

/**
 * Makes one data set a part, `<out>/<name>`; no patient stands in two.
 * @param split `NAME:SHARE,…`, such as `validation:0.4,test:0.6`
 */
export async function generateSplit(options: GenerateOptions, split: string): Promise<{ dir: string; dataset: Dataset }[]> {
  const parts = parseSplit(split);
  const whole = planOf(options);
  const plans = splitPlan(whole, parts, options.seed ?? 1);
  const settings = settingsOf(options, whole);
  assertRoom(settings.out, roomFor(whole, settings.imageSize), options.scale);
  openFolder(settings.out, askedFor(settings, plans));
  const made: { dir: string; dataset: Dataset }[] = [];
  for (const [i, { name }] of parts.entries()) {
    const dir = join(settings.out, name);
    // A part that an interrupted attempt finished stays: the folder's mark says that it was asked for the same.
    const dataset = isFinished(dir) ? readFinished(dir) : await generate({ ...options, plan: plans[i] as DatasetPlan, out: dir });
    made.push({ dir, dataset });
  }
  closeFolder(settings.out);
  return made;
}

const readFinished = (dir: string): Dataset => JSON.parse(readFileSync(join(dir, FILES.dataset), 'utf8')) as Dataset;

function planOf({
  plan,
  preset = 'all-modalities',
  scale,
  patients,
  seed = 1,
  difficulty,
  slides,
  base,
  onLeftOut,
}: GenerateOptions): DatasetPlan {
  if (!Number.isSafeInteger(seed) || seed < 0) throw new SynthError('OPTION_RANGE', `--seed ${seed}: give a whole number from 0 on.`);
  if (patients !== undefined && !(Number.isSafeInteger(patients) && patients > 0)) {
    throw new SynthError('OPTION_RANGE', `--patients ${patients}: give a whole number from 1 on.`);
  }
  if (plan === undefined && base !== undefined) {
    // Its counts do not hold here, but a name or a scale that is none is wrong all the same.
    presetOf(preset, scale ?? 1);
    const { files, leftOut } = readBase(resolve(base));
    for (const file of leftOut) onLeftOut?.(file);
    return planBase(files, resolve(base), seed, patients);
  }
  return plan ?? planPreset({ preset, scale, patients, seed, difficulty, slides });
}

function settingsOf(options: GenerateOptions, plan: DatasetPlan): Settings {
  const { imageSize } = options;
  if (imageSize !== undefined && !(Number.isInteger(imageSize) && imageSize >= 32 && imageSize <= 4096)) {
    throw new SynthError('OPTION_RANGE', `--image-size ${imageSize}: give a whole number from 32 to 4096.`);
  }
  return {
    seed: options.seed ?? 1,
    preset: plan.preset,
    prefix: plan.prefix,
    patients: plan.everyone,
    difficulty: options.difficulty ?? 'normal',
    imageSize,
    dateOffset: options.dateOffset ?? 'patient',
    deviceIdentity: options.deviceIdentity ?? 'keep',
    out: resolve(options.out),
  };
}

/** How the set was asked for: what `checkDataset` counts against. A plan from elsewhere is no preset. */
function sourceOf(
  { plan: given, base, scale = 1, patients, slides }: GenerateOptions,
  plan: DatasetPlan,
  settings: Settings,
): Dataset['source'] {
  const { preset, seed, difficulty } = settings;
  const asked = {
    ...(given === undefined && base === undefined ? { scale } : {}),
    ...(patients === undefined ? {} : { patients }),
    ...(slides === 'full' ? { slides } : {}),
  };
  const part = plan.patients.length < plan.everyone ? { part: plan.name } : {};
  return { kind: 'synth', preset, seed, difficulty, generator: GENERATOR, ...asked, ...part };
}

function datasetOf(plan: DatasetPlan, results: readonly Made[], source: Dataset['source'], out: string): Dataset {
  const sum = (of: (result: Made) => number): number => results.reduce((total, result) => total + of(result), 0);
  const dataset: Dataset = {
    formatVersion: 1,
    name: plan.name,
    mediaType: 'application/dicom',
    source,
    counts: { ...plan.counts, checks: sum(({ checks }) => checks), planted: sum(({ planted }) => planted) },
    contentDigest: treeDigest(results.flatMap(({ files }) => files)),
    input: FOLDERS.input,
    answers: FILES.answers,
    reference: FOLDERS.reference,
    uidMap: FILES.uidMap,
    patientMap: FILES.patientMap,
    planted: FILES.planted,
  };
  const twins = treeDigest(results.flatMap((result) => result.twins));
  return { ...dataset, digests: sideDigests(dataset, (path) => join(out, path), { reference: twins }) };
}
