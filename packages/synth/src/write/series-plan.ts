import type { Patient } from '../identity/patient.ts';
import { clock } from '../iod/common.ts';
import { modalityOf, type Series, type Study } from '../iod/index.ts';
import { proceduresOf } from '../iod/procedures.ts';
import type { PatientPlan, SeriesPlan, StudyPlan } from '../plan/types.ts';
import { shiftDate } from '../policy/dates.ts';
import { rng } from '../random/rng.ts';
import type { Settings } from './settings.ts';

/** A UID as a scanner or an archive would give; arbitrary roots, as in real sets. The same words give the same UID. */
function inventUid(settings: Settings, patient: number, words: readonly (string | number)[]): string {
  const random = rng(settings.seed, 'uid', patient, ...words);
  const part = (): string => random.digits(random.int(7, 9));
  return `1.3.${random.digits(6)}.${part()}.${part()}.${part()}.${part()}`;
}

/** Series of a patient in the order in which they are made, ready to build. */
export function seriesOf(settings: Settings, plan: PatientPlan, patient: Patient): { series: Series; plan: SeriesPlan }[] {
  const out: { series: Series; plan: SeriesPlan }[] = [];
  let day = 0;
  for (const [s, studyPlan] of plan.studies.entries()) {
    const random = rng(settings.seed, 'study', plan.number, s);
    const study = makeStudy(settings, plan, patient, studyPlan, s, day);
    day += random.int(3, 40);
    const earlier: Series[] = [];
    for (const [i, seriesPlan] of studyPlan.series.entries()) {
      const series = makeSeries(settings, plan, patient, study, seriesPlan, i, [...earlier]);
      earlier.push(series);
      out.push({ series, plan: seriesPlan });
    }
  }
  return out;
}

function makeStudy(settings: Settings, plan: PatientPlan, patient: Patient, studyPlan: StudyPlan, index: number, day: number): Study {
  const random = rng(settings.seed, 'study facts', plan.number, index);
  const date = shiftDate(patient.firstStudy, day);
  const kind = studyPlan.series[0]?.kind ?? 'CT';
  return {
    uid: inventUid(settings, plan.number, ['study', index]),
    number: index + 1,
    date,
    time: clock('070000', random.int(0, 36_000)),
    id: random.digits(5),
    accession: random.chance(0.5) ? `${date}E${random.digits(6)}` : `${random.digits(3)}B${random.digits(4)}`,
    procedure: random.pick(proceduresOf(modalityOf(kind).modality)),
    placer: `P${random.digits(7)}`,
    filler: `F${random.digits(7)}`,
    requestId: `R${random.digits(6)}`,
    stepId: `S${random.digits(6)}`,
  };
}

/** Series of one visit to such a scanner lie in one frame of reference. */
const VOLUMES = new Set(['CT', 'MR', 'PT']);

/** How long a series takes, the pause behind it included. */
const secondsOf = (instances: number): number => 180 + 2 * instances;

function makeSeries(
  settings: Settings,
  plan: PatientPlan,
  patient: Patient,
  study: Study,
  { kind, instances, vendor }: SeriesPlan,
  index: number,
  earlier: Series[],
): Series {
  const modality = modalityOf(kind);
  const key = ['series', study.number, index] as const;
  const random = rng(settings.seed, ...key, plan.number);
  const descriptions = study.procedure.series;
  const before = earlier.findLast((one) => one.modality.key === kind && one.vendor.model === vendor.model);
  return {
    modality,
    patient,
    study,
    uid: inventUid(settings, plan.number, key),
    number: index + 1,
    time: clock(study.time, 30 + earlier.reduce((sum, { count }) => sum + secondsOf(count), 0)),
    count: instances,
    vendor,
    description: descriptions[index % descriptions.length] ?? kind,
    serial: before?.serial ?? random.digits(random.int(5, 8)),
    station: before?.station ?? `${kind.slice(0, 2)}${random.digits(3)}`,
    frameOfReference:
      (VOLUMES.has(modality.modality) ? before?.frameOfReference : undefined) ??
      inventUid(settings, plan.number, [...key, 'frame of reference']),
    size: settings.imageSize ?? modality.defaultSize,
    uidOf: (...words) => inventUid(settings, plan.number, [...key, ...words]),
    uidOfBase: (old) => inventUid(settings, plan.number, ['base', old]),
    rngOf: (...words) => rng(settings.seed, plan.number, ...key, ...words),
    earlier,
  };
}
