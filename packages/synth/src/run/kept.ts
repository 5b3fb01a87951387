import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { partFolder, type PatientResult } from '../write/make-patient.ts';
import type { Settings } from '../write/settings.ts';

const RESULT = 'result.json';

/** Result of a patient whom an earlier attempt finished; what it left half done is taken away. */
export function keptResult(settings: Settings, number: number): PatientResult | undefined {
  const folder = partFolder(settings, number);
  const path = join(folder, RESULT);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as PatientResult;
  rmSync(folder, { recursive: true, force: true });
  return undefined;
}

/** Says that a patient is done: by rename, so that it's whole or not there. */
export function keepResult(settings: Settings, result: PatientResult): void {
  const path = join(partFolder(settings, result.number), RESULT);
  writeFileSync(`${path}.part`, JSON.stringify(result));
  renameSync(`${path}.part`, path);
}
