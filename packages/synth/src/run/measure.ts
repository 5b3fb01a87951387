import { drawPatient } from '../identity/patient.ts';
import type { DatasetPlan } from '../plan/types.ts';
import { Crosswalk } from '../policy/crosswalk.ts';
import { curate } from '../policy/curate.ts';
import { rng } from '../random/rng.ts';
import { fileBytes } from '../write/file.ts';
import { draftInstance } from '../write/instance.ts';
import { seriesOf } from '../write/series-plan.ts';

/** Makes the bytes of all inputs and references of a plan, in memory and without the key: what the generator's speed is measured by. */
export function measureInstances(
  plan: DatasetPlan,
  { seed, imageSize }: { seed: number; imageSize: number },
): { instances: number; seconds: number; bytes: number } {
  const settings = {
    seed,
    preset: plan.preset,
    prefix: plan.prefix,
    patients: plan.everyone,
    difficulty: 'normal' as const,
    imageSize,
    dateOffset: 'patient' as const,
    deviceIdentity: 'keep' as const,
    out: '',
  };
  let [instances, bytes] = [0, 0];
  const start = performance.now();
  for (const patientPlan of plan.patients) {
    const patient = drawPatient(rng(seed, 'patient', patientPlan.number), { number: patientPlan.number });
    const crosswalk = new Crosswalk('measure');
    for (const { series, plan: seriesPlan } of seriesOf(settings, patientPlan, patient)) {
      for (let index = 0; index < seriesPlan.instances; index++, instances++) {
        const { dataset, transferSyntax } = draftInstance(series, seriesPlan, index, 'normal');
        const { reference } = curate(series.modality.sopClass, dataset, {
          policy: { deviceIdentity: 'keep' },
          subject: 'MEASURE-001',
          uid: (old) => crosswalk.uid(old),
          days: -500,
          pixels: (element) => element,
        });
        bytes += fileBytes(dataset, transferSyntax).length + fileBytes(reference, transferSyntax).length;
      }
    }
  }
  return { instances, seconds: (performance.now() - start) / 1000, bytes };
}
