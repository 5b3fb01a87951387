import { sharer, type Share } from '../share-texts.ts';
import { fromStretches, type PlannedUnit } from '../plan/plan-file.ts';
import type { UnitBlob } from './read-unit.ts';

/** A unit's local numbers as the dataset's: blobs know places only, so that they stay true whatever else the dataset holds. */
export interface UnitView {
  label(place: number): string;
  ordinal(local: number): number;
  neutralPath(ordinal: number): string;
  /** Modalities of instances by their local numbers, sorted; undefined where the blob does not say. */
  modalities(at: readonly number[]): string[] | undefined;
  /** Gives equal texts as one. */
  share: Share;
  values: string[] | undefined;
  evidence: UnitBlob['evidence'];
}

export function unitView(planned: PlannedUnit, blob: UnitBlob, share: Share = sharer()): UnitView {
  const lists = new Map<string, string[]>();
  const sharedList = (texts: string[]): string[] => {
    const key = texts.join();
    const list = lists.get(key) ?? texts;
    lists.set(key, list);
    return list;
  };
  const ordinals = fromStretches(planned.ordinals);
  return {
    label: (place) => share(patientLabel(planned.patients[place] ?? -1)),
    ordinal: (local) => ordinals[local] ?? -1,
    neutralPath: (ordinal) => share(neutralName(ordinal)),
    modalities: (at) => {
      const named = at.map((local) => blob.instances[local]?.modality);
      return named.includes(undefined) ? undefined : sharedList([...new Set(named as string[])].toSorted());
    },
    share,
    values: blob.values,
    evidence: blob.evidence,
  };
}

/** `000001.dcm` …: the place of an instance in the dataset, as reports name it. */
export function neutralName(ordinal: number): string {
  return `${String(ordinal + 1).padStart(6, '0')}.dcm`;
}

/** `P0001` …: the place of a patient in the dataset's order of patients. Reports name patients so. */
export function patientLabel(number: number): string {
  return number < 0 ? '' : `P${String(number + 1).padStart(4, '0')}`;
}
