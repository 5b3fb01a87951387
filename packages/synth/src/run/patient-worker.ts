import { emitEvent, workerSetup } from '@deidbench/core/pool';
import type { PatientPlan } from '../plan/types.ts';
import { makePatient, type PatientResult } from '../write/make-patient.ts';
import type { Settings } from '../write/settings.ts';

workerSetup();

export interface PatientTask {
  settings: Settings;
  plan: PatientPlan;
}

const EVERY = 20;

/** Makes one patient in a worker process; tells of every twentieth instance. */
export default function runPatient({ settings, plan }: PatientTask): PatientResult {
  let made = 0;
  return makePatient(settings, plan, () => {
    if (++made % EVERY === 0) emitEvent({ made: EVERY });
  });
}
