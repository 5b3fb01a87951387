import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Dataset } from '@deidbench/core/model';
import { writeFileAtomic } from '@deidbench/core/store';
import { openAnswerKey, type AnswerKey } from '@deidbench/judge/key';
import { readCrosswalk } from '@deidbench/judge/official';
import { RunnerError } from '../errors.ts';
import { buildIndex, type BuiltIndex, type SkippedFile } from './build-index.ts';
import { countChecks, unknownRemarks } from './count-checks.ts';
import { DATASET_FILE, INDEX_FILE } from './files.ts';
import { indexDigest, writeIndex } from './index-file.ts';
import { keyFile } from './key-file.ts';
import { keyRemarks } from './key-remarks.ts';
import { noDicom } from './open.ts';

export interface ImportRequest {
  /** Folder of the originals, in any layout; only what the files hold counts. */
  input: string;
  answers: string;
  reference?: string;
  uidMap?: string;
  patientMap?: string;
  name?: string;
  out: string;
  jobs: number;
  onProgress?: (done: number, total: number) => void;
}

export interface Imported {
  dataset: Dataset;
  skipped: SkippedFile[];
  /** What a person should know: rows of the key that can't be read, instances without a row. */
  remarks: string[];
}

/**
 * Makes a dataset of files and a key as they were released. No file is copied: `dataset.json` names where they lie.
 * @throws RunnerError NO_INPUT, NO_DICOM, NOT_EMPTY, KEY_MISMATCH; JudgeError for a key or crosswalk that can't be read.
 */
export async function importDataset(request: ImportRequest): Promise<Imported> {
  const input = resolve(request.input);
  if (!existsSync(input) || !statSync(input).isDirectory())
    throw new RunnerError('NO_INPUT', `--input ${request.input}: no such folder. Name the folder that holds the .dcm files.`);
  const out = resolve(request.out);
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, DATASET_FILE)))
    throw new RunnerError('NOT_EMPTY', `--out ${request.out}: holds other files. Choose a new folder.`);
  const answers = keyFile(request.answers, out);
  const key = openAnswerKey(answers);
  try {
    for (const map of [request.uidMap, request.patientMap]) if (map !== undefined) readCrosswalk(resolve(map));
    const index = await buildIndex(input, request);
    if (index.instances.length === 0) throw noDicom(request.input, index.skipped);
    const facts = factsOf(key, index, request);
    const dataset = datasetOf({ ...request, answers }, input, index, facts.checks);
    mkdirSync(out, { recursive: true, mode: 0o700 });
    await writeIndex(join(out, INDEX_FILE), index.instances, index.skipped);
    await writeFileAtomic(join(out, DATASET_FILE), `${JSON.stringify(dataset, undefined, 2)}\n`);
    return { dataset, skipped: index.skipped, remarks: facts.remarks };
  } finally {
    key.close();
  }
}

function factsOf(key: AnswerKey, { instances }: BuiltIndex, { answers, input }: ImportRequest): { checks: number; remarks: string[] } {
  if (instances.every(({ sop }) => key.rowsOf(sop).length === 0))
    throw new RunnerError(
      'KEY_MISMATCH',
      `--answers ${answers}: none of its ${key.rows.length} rows is about an instance of ${input}. Give the key that was released with these files.`,
    );
  const counted = countChecks(key, instances, answers);
  return { checks: counted.checks, remarks: [...keyRemarks(key, instances), ...unknownRemarks(counted)] };
}

function datasetOf(request: ImportRequest, input: string, { instances }: BuiltIndex, checks: number): Dataset {
  const distinct = (of: (row: BuiltIndex['instances'][number]) => string) => new Set(instances.map(of)).size;
  return {
    formatVersion: 1,
    name: request.name ?? basename(input),
    mediaType: 'application/dicom',
    source: { kind: 'import' },
    counts: {
      patients: distinct((row) => row.patient),
      studies: distinct((row) => row.study),
      series: distinct((row) => row.series),
      instances: instances.length,
      checks,
      planted: 0,
    },
    contentDigest: indexDigest(instances),
    input,
    answers: request.answers,
    ...(request.reference !== undefined && { reference: resolve(request.reference) }),
    ...(request.uidMap !== undefined && { uidMap: resolve(request.uidMap) }),
    ...(request.patientMap !== undefined && { patientMap: resolve(request.patientMap) }),
  };
}
