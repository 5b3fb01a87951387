import type { Instance } from '@deidbench/core/model';
import { openAnswerKey } from '@deidbench/judge/key';
import { RunnerError } from '../errors.ts';
import { plantedOf } from '../run/planted.ts';
import { indexDigest } from './index-file.ts';
import type { OpenedDataset } from './open.ts';

/**
 * The part of a dataset that one word names: a SOP, Series or Study Instance UID, a Patient ID, or an instance as findings name it (`000012.dcm`).
 * Counts of checks and plantings are those of the part; its name says that it is one, so that no run folder mixes both. @throws RunnerError NO_INSTANCE
 */
export function restrictDataset(opened: OpenedDataset, only: string): OpenedDataset {
  const place = /^0*([1-9]\d*)\.dcm$/.exec(only)?.[1];
  const isMeant = ({ ordinal, sop, series, study, patient }: Instance): boolean =>
    place === undefined ? [sop, series, study, patient].includes(only) : ordinal === Number(place) - 1;
  const instances = opened.instances.filter(isMeant).map((instance, ordinal) => ({ ...instance, ordinal }));
  if (instances.length === 0)
    throw new RunnerError(
      'NO_INSTANCE',
      `--only ${only}: no instance, series, study or patient of ${opened.dataset.name} is called so. Give a UID, a Patient ID, or a file as findings.csv names it.`,
    );
  const { paths, dataset } = opened;
  const planted = plantedOf(
    paths.planted,
    instances.map(({ sop }) => sop),
  ).length;
  const counts = { ...dataset.counts, checks: countChecks(paths.answers, instances), planted };
  return { ...opened, instances, digest: indexDigest(instances), dataset: { ...dataset, name: `${dataset.name} (a part)`, counts } };
}

function countChecks(answers: string, instances: readonly Instance[]): number {
  const key = openAnswerKey(answers);
  try {
    return instances.flatMap(({ sop }) => key.rowsOf(sop)).reduce((sum, row) => sum + key.checksOf(row).checks.length, 0);
  } finally {
    key.close();
  }
}
