import { readFile } from 'node:fs/promises';
import type { Results } from '@deidbench/core/model';
import { ReportError } from '../errors.ts';

/** Format of results.json that this version writes and reads. */
export const RESULTS_FORMAT = 1;

/** Reads a results.json. Throws NOT_RESULTS for another file and FORMAT_VERSION for one of another version. */
export async function readResults(path: string): Promise<Results> {
  return parseResults(await readFile(path, 'utf8'), path);
}

/** The same from text; `name` stands in the message. */
export function parseResults(text: string, name: string): Results {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ReportError('NOT_RESULTS', `${name} is not JSON: run deidbench report again to write it anew`, { cause });
  }
  const version = typeof value === 'object' && value !== null && 'formatVersion' in value ? value.formatVersion : undefined;
  if (version === undefined) throw new ReportError('NOT_RESULTS', `${name} has no formatVersion: it is no results.json of deidbench`);
  if (version !== RESULTS_FORMAT)
    throw new ReportError(
      'FORMAT_VERSION',
      `${name} has format version ${JSON.stringify(version)}; this deidbench reads version ${RESULTS_FORMAT}: use the version that wrote it, or run again`,
    );
  return value as Results;
}
