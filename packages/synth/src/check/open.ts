import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import type { Dataset } from '@deidbench/core/model';
import { SynthError } from '../errors.ts';
import { isUnfinished } from '../run/folder.ts';
import { FILES } from '../write/settings.ts';

export interface OpenDataset {
  dir: string;
  dataset: Dataset;
  /** Absolute path of something that the data set names. */
  at: (path: string) => string;
}

/**
 * Reads a data set's file.
 * @throws {SynthError} NOT_A_DATASET
 */
export function openDataset(folder: string): OpenDataset {
  const dir = resolve(folder);
  const file = join(dir, FILES.dataset);
  if (isUnfinished(dir)) throw new SynthError('NOT_A_DATASET', `${dir}: was never finished. Run the same synth command again: it goes on.`);
  if (!existsSync(file))
    throw new SynthError('NOT_A_DATASET', `${dir}: has no ${FILES.dataset}. Give the folder that synth or dataset import made.`);
  let dataset: Dataset;
  try {
    dataset = JSON.parse(readFileSync(file, 'utf8')) as Dataset;
  } catch (cause) {
    throw new SynthError('NOT_A_DATASET', `${file}: is not JSON. Generate or import the data set again.`, { cause });
  }
  if (dataset.formatVersion !== 1) {
    throw new SynthError(
      'NOT_A_DATASET',
      `${file}: format version ${String(dataset.formatVersion)} is unknown; this release reads version 1.`,
    );
  }
  return { dir, dataset, at: (path) => (isAbsolute(path) ? path : join(dir, path)) };
}
