import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { Dataset, Instance } from '@deidbench/core/model';
import { openAnswerKey, type AnswerKey } from '@deidbench/judge/key';
import { buildIndex, type IndexedFile, type SkippedFile } from '../dataset/build-index.ts';
import { countChecks, unknownRemarks } from '../dataset/count-checks.ts';
import { indexDigest } from '../dataset/index-file.ts';
import { keyFile } from '../dataset/key-file.ts';
import { keyRemarks } from '../dataset/key-remarks.ts';
import { noDicom, type OpenedDataset } from '../dataset/open.ts';
import { RunnerError } from '../errors.ts';

/**
 * What a key alone, or a key with the folder of the originals, says of the instances: as a dataset that lies in `dir`.
 * @throws RunnerError NO_INPUT, NO_DICOM, KEY_MISMATCH; JudgeError for a key that can't be read.
 */
export async function originalsOf(answers: string, input: string | undefined, dir: string, jobs: number): Promise<OpenedDataset> {
  const keyPath = keyFile(answers, dir);
  const key = openAnswerKey(keyPath);
  try {
    const { instances, skipped } =
      input === undefined ? { instances: fromKey(key), skipped: [] } : await fromFolder(input, key, answers, jobs);
    const counted = countChecks(key, instances, answers);
    const dataset = datasetOf(instances, counted.checks, basename(input ?? answers), keyPath, input === undefined ? '' : resolve(input));
    const remarks = [...keyRemarks(key, instances), ...unknownRemarks(counted)];
    return {
      dataset,
      instances,
      skipped,
      remarks,
      digest: dataset.contentDigest,
      paths: { dir, input: dataset.input, answers: dataset.answers },
    };
  } finally {
    key.close();
  }
}

/** Instances as the key's rows name them; nothing of their files is known. */
function fromKey(key: AnswerKey): Instance[] {
  const instances = new Map<string, Instance>();
  for (const { sop, series, study, patient, modality, sopClass } of key.rows) {
    if (sop === '' || instances.has(sop)) continue;
    const unknown = { path: '', vendor: '', transferSyntax: '', bytes: 0, digest: sop, uids: [] };
    instances.set(sop, { ordinal: instances.size, sop, series, study, patient, modality, sopClass, ...unknown });
  }
  return [...instances.values()];
}

async function fromFolder(
  input: string,
  key: AnswerKey,
  answers: string,
  jobs: number,
): Promise<{ instances: IndexedFile[]; skipped: SkippedFile[] }> {
  if (!existsSync(input))
    throw new RunnerError('NO_INPUT', `--input ${input}: no such folder. Name the folder of the originals, or leave it out.`);
  const index = await buildIndex(resolve(input), { jobs });
  if (index.instances.length === 0) throw noDicom(input, index.skipped);
  if (index.instances.every(({ sop }) => key.rowsOf(sop).length === 0))
    throw new RunnerError(
      'KEY_MISMATCH',
      `--answers ${answers}: none of its rows is about an instance of ${input}. Give the key that was released with these files.`,
    );
  return index;
}

function datasetOf(instances: readonly Instance[], checks: number, name: string, answers: string, input: string): Dataset {
  const distinct = (of: (instance: Instance) => string) => new Set(instances.map(of)).size;
  return {
    formatVersion: 1,
    name,
    mediaType: 'application/dicom',
    source: { kind: 'import' },
    counts: {
      patients: distinct((i) => i.patient),
      studies: distinct((i) => i.study),
      series: distinct((i) => i.series),
      instances: instances.length,
      checks,
      planted: 0,
    },
    contentDigest: indexDigest(instances),
    input,
    answers,
  };
}
