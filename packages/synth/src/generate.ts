import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Dataset } from '@deidbench/core/model';
import manifest from '../package.json' with { type: 'json' };
import { SynthError } from './errors.ts';
import { planPreset } from './plan/plan.ts';
import type { DatasetPlan } from './plan/types.ts';
import { assemble, contentDigest } from './write/assemble.ts';
import { makePatient, type PatientResult } from './write/make-patient.ts';
import { FILES, FOLDERS, type Settings } from './write/settings.ts';

export interface GenerateOptions {
  /** Name of a preset; or give `plan`. */
  preset?: string;
  plan?: DatasetPlan;
  /** Each count of the preset times this, rounded up. Default 1. */
  scale?: number;
  /** So many patients at most. */
  patients?: number;
  /** Default 1. The same seed and options give the same bytes, whatever the number of jobs. */
  seed?: number;
  difficulty?: 'normal' | 'edge';
  /** Rows and columns of images; default by modality. */
  imageSize?: number;
  /** One date offset a patient (default), or one for all. */
  dateOffset?: 'patient' | 'collection';
  deviceIdentity?: 'keep' | 'remove';
  /** The data set's folder; must be new, empty, or an unfinished one. */
  out: string;
  onProgress?: (done: number, total: number) => void;
}

/**
 * Makes a MIDI-style data set: `input/`, the curated `reference/`, `answers.db`, both crosswalks, `planted.jsonl` and `dataset.json`,
 * which is written last: a folder without it is no data set.
 * @throws {SynthError} UNKNOWN_PRESET, SCALE_RANGE, OPTION_RANGE, OUT_NOT_EMPTY, KEY_NOT_PASSED
 */
export async function generate(options: GenerateOptions): Promise<Dataset> {
  const seed = options.seed ?? 1;
  const plan =
    options.plan ?? planPreset({ preset: options.preset ?? 'all-modalities', scale: options.scale, patients: options.patients, seed });
  const settings = settingsOf(options, plan, seed);
  prepareFolder(settings.out);
  let done = 0;
  const results = plan.patients.map((patient): PatientResult =>
    makePatient(settings, patient, () => options.onProgress?.(++done, plan.counts.instances)),
  );
  assemble(settings, results);
  rmSync(join(settings.out, FOLDERS.parts), { recursive: true });
  return writeDataset(settings, plan, results);
}

function settingsOf(options: GenerateOptions, plan: DatasetPlan, seed: number): Settings {
  const { imageSize } = options;
  if (!Number.isSafeInteger(seed) || seed < 0) throw new SynthError('OPTION_RANGE', `--seed ${seed}: give a whole number from 0 on.`);
  if (imageSize !== undefined && !(Number.isInteger(imageSize) && imageSize >= 32 && imageSize <= 4096)) {
    throw new SynthError('OPTION_RANGE', `--image-size ${imageSize}: give a whole number from 32 to 4096.`);
  }
  return {
    seed,
    preset: plan.preset,
    prefix: plan.prefix,
    patients: plan.patients.length,
    difficulty: options.difficulty ?? 'normal',
    imageSize,
    dateOffset: options.dateOffset ?? 'patient',
    deviceIdentity: options.deviceIdentity ?? 'keep',
    out: resolve(options.out),
  };
}

/** Name of the file that says that a folder is a data set being made. */
const UNFINISHED = '.unfinished';

function prepareFolder(out: string): void {
  if (existsSync(out) && readdirSync(out).length > 0) {
    if (!existsSync(join(out, UNFINISHED))) {
      throw new SynthError('OUT_NOT_EMPTY', `--out ${out}: is not empty and no unfinished data set. Give a new folder.`);
    }
    for (const name of readdirSync(out)) rmSync(join(out, name), { recursive: true });
  }
  for (const folder of [FOLDERS.input, FOLDERS.reference, FOLDERS.parts]) mkdirSync(join(out, folder), { recursive: true });
  writeFileSync(join(out, UNFINISHED), '');
}

function writeDataset(settings: Settings, plan: DatasetPlan, results: readonly PatientResult[]): Dataset {
  const sum = (of: (result: PatientResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  const dataset: Dataset = {
    formatVersion: 1,
    name: plan.name,
    mediaType: 'application/dicom',
    source: {
      kind: 'synth',
      preset: plan.preset,
      seed: settings.seed,
      difficulty: settings.difficulty,
      generator: `${manifest.name} ${manifest.version}`,
    },
    counts: { ...plan.counts, checks: sum(({ checks }) => checks), planted: sum(({ planted }) => planted) },
    contentDigest: contentDigest(results),
    input: FOLDERS.input,
    answers: FILES.answers,
    reference: FOLDERS.reference,
    uidMap: FILES.uidMap,
    patientMap: FILES.patientMap,
    planted: FILES.planted,
  };
  const path = join(settings.out, FILES.dataset);
  writeFileSync(`${path}.part`, `${JSON.stringify(dataset, null, 2)}\n`);
  rmSync(join(settings.out, UNFINISHED));
  renameSync(`${path}.part`, path);
  return JSON.parse(readFileSync(path, 'utf8')) as Dataset;
}
