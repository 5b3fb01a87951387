import { existsSync, realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { RunnerError } from '../errors.ts';
import { readDatasetFile } from './files.ts';

/**
 * The dataset whose key and originals these are. Named one by one they are judged as the dataset is, plantings included, so that the row merges
 * with runs over it. Undefined where they are of no dataset.
 */
export function datasetAround(answers: string, input: string | undefined): string | undefined {
  if (input === undefined || !existsSync(answers) || !existsSync(input)) return undefined;
  const folder = dirname(resolve(answers));
  try {
    const { paths } = readDatasetFile(folder);
    const isIts = (path: string, own: string): boolean => realpathSync(path) === realpathSync(own);
    return isIts(answers, paths.answers) && isIts(input, paths.input) ? folder : undefined;
  } catch (error) {
    if (error instanceof RunnerError) return undefined;
    throw error;
  }
}
