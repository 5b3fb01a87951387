import { modalityOf } from '../iod/index.ts';
import type { Counts, PatientPlan } from './types.ts';

const zero = (): Counts => ({ patients: 0, studies: 0, series: 0, instances: 0 });

/** Patients, studies, series and instances as published sets count them: slides' studies left out. */
export function countAll(people: readonly PatientPlan[]): Counts {
  const counts = zero();
  for (const { studies } of people) {
    counts.patients++;
    for (const { series, uncounted } of studies) {
      if (!uncounted) counts.studies++;
      if (!uncounted) counts.series += series.length;
      counts.instances += series.reduce((sum, { instances }) => sum + instances, 0);
    }
  }
  return counts;
}

/** The same by modality; a study with two counts for both. */
export function countByModality(people: readonly PatientPlan[]): Record<string, Counts> {
  const out: Record<string, Counts> = {};
  for (const { studies } of people) {
    const ofPatient = new Set<string>();
    for (const { series } of studies) {
      const ofStudy = new Set<string>();
      for (const { kind, instances } of series) {
        const modality = modalityOf(kind).modality;
        const counts = (out[modality] ??= zero());
        counts.series++;
        counts.instances += instances;
        ofStudy.add(modality);
      }
      for (const modality of ofStudy) (out[modality] ??= zero()).studies++;
      for (const modality of ofStudy) ofPatient.add(modality);
    }
    for (const modality of ofPatient) (out[modality] ??= zero()).patients++;
  }
  return out;
}
