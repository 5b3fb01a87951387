import { countAll, countByModality } from '../plan/counts.ts';
import { burnShare } from '../plan/burn-share.ts';
import type { DatasetPlan, PatientPlan, SeriesPlan, StudyPlan } from '../plan/types.ts';
import { fitting, PRIVATE, UNUSUAL } from '../plant/carriers.ts';
import { rng, type Rng } from '../random/rng.ts';
import type { BaseFile } from './read-base.ts';

/**
 * A plan with the real objects of a folder as they lie there, each once; objects that share a UID or a Patient ID belong to one patient. With `most`
 * the first so many patients.
 */
export function planBase(files: readonly BaseFile[], root: string, seed: number, most = Infinity): DatasetPlan {
  const patients = groups(files)
    .slice(0, most)
    .map((list, i): PatientPlan => ({ number: i + 1, studies: studiesOf(list, root, seed) }));
  giveBurned(patients, new Map(files.flatMap(({ path, modality, drawable }) => (drawable ? [[path, modality]] : []))));
  return {
    preset: 'base',
    name: 'planted base',
    prefix: 'BASE',
    patients,
    everyone: patients.length,
    counts: countAll(patients),
    byModality: countByModality(patients),
  };
}

/** Union of files by what ties them. */
function groups(files: readonly BaseFile[]): BaseFile[][] {
  const leader = files.map((_, i) => i);
  const find = (i: number): number => {
    while (leader[i] !== i) i = leader[i] = leader[leader[i] ?? i] ?? i;
    return i;
  };
  const first = new Map<string, number>();
  for (const [i, { ties }] of files.entries()) {
    for (const tie of ties) {
      const other = first.get(tie);
      if (other === undefined) first.set(tie, i);
      else leader[find(i)] = find(other);
    }
  }
  return [...Map.groupBy(files.keys(), find).values()].map((list) => list.flatMap((i) => files[i] ?? []));
}

function studiesOf(files: readonly BaseFile[], root: string, seed: number): StudyPlan[] {
  return [...Map.groupBy(files, ({ study }) => study).values()].map((study) => ({
    series: [...Map.groupBy(study, ({ series, sopClass, transferSyntax }) => `${series} ${sopClass} ${transferSyntax}`)].map(
      ([key, list]) => seriesOf(list, root, rng(seed, 'base', key)),
    ),
  }));
}

/** What often bears text, and how many of its series get some. */
const BURNED = new Set(['CR', 'DX', 'MG', 'US', 'OT', 'SC']);
const BURNED_SHARE = 0.35;

/** Text for some of each modality's series whose images can all bear it. `drawable`: modalities of such images by their paths. */
function giveBurned(patients: readonly PatientPlan[], drawable: ReadonlyMap<string, string>): void {
  const able = patients
    .flatMap(({ studies }) => studies.flatMap(({ series }) => series))
    .filter(({ base }) => base?.files.every((path) => drawable.has(path)));
  const byModality = Map.groupBy(able, ({ base }) => drawable.get(base?.files[0] ?? '') ?? '');
  for (const [modality, list] of byModality) if (BURNED.has(modality)) burnShare(list, BURNED_SHARE);
}

function seriesOf(files: readonly BaseFile[], root: string, random: Rng): SeriesPlan {
  const [{ modality, sopClass, transferSyntax } = files[0] as BaseFile] = files;
  const carriers = [UNUSUAL, PRIVATE].flatMap((list) => {
    const fits = fitting(list, modality, []);
    return fits.length > 0 && random.chance(0.6)
      ? [random.weighted(fits.map((carrier) => [carrier, Math.sqrt(carrier.weight)] as const)).id]
      : [];
  });
  return {
    kind: `base ${modality} ${sopClass}`,
    instances: files.length,
    vendor: { manufacturer: '', model: '', software: '', blocks: [] },
    carriers,
    burned: false,
    syntax: transferSyntax,
    base: { root, files: files.map(({ path }) => path), bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) },
  };
}
