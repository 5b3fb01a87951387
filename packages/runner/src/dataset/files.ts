import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Dataset } from '@deidbench/core/model';
import { RunnerError } from '../errors.ts';

export const DATASET_FILE = 'dataset.json';
export const INDEX_FILE = 'index.ndjson';
export const REFERENCE_INDEX_FILE = 'reference-index.ndjson';

/** Absolute paths of what a dataset is made of. */
export interface DatasetPaths {
  dir: string;
  input: string;
  answers: string;
  reference?: string;
  uidMap?: string;
  patientMap?: string;
  planted?: string;
}

/** @throws RunnerError NOT_A_DATASET, DATASET_VERSION, NO_INPUT, NO_KEY. */
export function readDatasetFile(dir: string): { dataset: Dataset; paths: DatasetPaths } {
  const file = join(dir, DATASET_FILE);
  const dataset = parsed(file);
  const at = (path: string) => (isAbsolute(path) ? path : join(resolve(dir), path));
  const paths: DatasetPaths = {
    dir: resolve(dir),
    input: at(dataset.input),
    answers: at(dataset.answers),
    ...optional('reference', dataset.reference),
    ...optional('uidMap', dataset.uidMap),
    ...optional('patientMap', dataset.patientMap),
    ...optional('planted', dataset.planted),
  };
  if (!existsSync(paths.input))
    throw new RunnerError('NO_INPUT', `${file}: its input folder ${paths.input} is gone. Import or generate the dataset again.`);
  if (!existsSync(paths.answers))
    throw new RunnerError('NO_KEY', `${file}: its answer key ${paths.answers} is gone. Import or generate the dataset again.`);
  return { dataset, paths };

  function optional<K extends string>(key: K, path: string | undefined): Partial<Record<K, string>> {
    if (path === undefined) return {};
    const result: Partial<Record<K, string>> = {};
    result[key] = at(path);
    return result;
  }
}

function parsed(file: string): Dataset {
  if (!existsSync(file))
    throw new RunnerError(
      'NOT_A_DATASET',
      `${file} is missing: not a dataset. Make one with \`deidbench synth\` or \`deidbench dataset import\`.`,
    );
  let raw: unknown;
  try {
    raw = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new RunnerError('NOT_A_DATASET', `${file} is not JSON (${(error as Error).message}). Import or generate the dataset again.`);
  }
  const dataset = raw as Partial<Dataset> | null;
  if (dataset?.formatVersion !== 1)
    throw new RunnerError(
      'DATASET_VERSION',
      `${file}: formatVersion ${String(dataset?.formatVersion)} is unknown here (1 is read). Use the deidbench that made it, or make it again.`,
    );
  if (typeof dataset.input !== 'string' || typeof dataset.answers !== 'string')
    throw new RunnerError('NOT_A_DATASET', `${file}: "input" and "answers" must name the folder of files and the answer key.`);
  return dataset as Dataset;
}
