import { createHash } from 'node:crypto';
import type { Instance, Unit } from '@deidbench/core/model';

/** A unit is closed once it holds this many instances. */
export const UNIT_INSTANCES = 500;

/** Whole patients with the ordinals of their instances. */
export interface PatientGroup {
  patient: string;
  ordinals: number[];
}

/** Patients in the order of their digests: SHA-256 of the Patient ID, so that neither names nor a changed file move anybody to another unit. */
export function patientGroups(instances: readonly Instance[]): PatientGroup[] {
  const byPatient = Map.groupBy(instances, (instance) => instance.patient);
  return [...byPatient]
    .map(([patient, own]) => ({ patient, ordinals: own.map((i) => i.ordinal), digest: createHash('sha256').update(patient).digest('hex') }))
    .toSorted((a, b) => (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0))
    .map(({ patient, ordinals }) => ({ patient, ordinals }));
}

/** Packs whole patients until a unit holds at least 500 instances. Depends on the dataset alone, never on jobs or shards. */
export function packPatients(groups: readonly PatientGroup[], atLeast: number = UNIT_INSTANCES): PatientGroup[][] {
  const packs: PatientGroup[][] = [];
  let open: PatientGroup[] = [];
  let size = 0;
  for (const group of groups) {
    open.push(group);
    size += group.ordinals.length;
    if (size < atLeast) continue;
    packs.push(open);
    open = [];
    size = 0;
  }
  if (open.length > 0) packs.push(open);
  return packs;
}

/** Units of one tool and profile over the whole dataset. */
export function unitsFor(tool: string, profile: string, packs: readonly PatientGroup[][]): Unit[] {
  return packs.map((pack, n) => ({
    id: `${tool}.${profile}.${String(n + 1).padStart(4, '0')}`,
    tool,
    profile,
    patients: pack.map((group) => group.patient),
    ordinals: pack.flatMap((group) => group.ordinals).toSorted((a, b) => a - b),
  }));
}
