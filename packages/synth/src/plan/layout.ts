import type { Preset, PresetRow } from './preset.ts';
import { spread } from './spread.ts';

/** Series by kind and size, before vendors and plantings are given. */
export interface Slot {
  kind: string;
  instances: number;
}
export interface StudySlots {
  series: Slot[];
  uncounted?: boolean;
}
export interface PatientSlots {
  row: string;
  studies: StudySlots[];
}

/** What the layout must know of a kind of object. */
export interface Kind {
  key: string;
  /** Most instances of a series. */
  most?: number;
}

/** Patients with their studies and series: extra studies and series go round the row's patients and studies. */
export function layOutPatients(preset: Preset, kinds: readonly Kind[], seed: number): PatientSlots[] {
  const own = preset.rows.filter(([modality]) => modality !== preset.shared?.row);
  let patients = own.flatMap((row) => rowPatients(row, seed));
  if (preset.radiotherapy !== undefined) addRadiotherapy(patients, preset.radiotherapy);
  if (preset.shared !== undefined) {
    const row = preset.rows.find(([modality]) => modality === preset.shared?.row);
    patients = joinRows(patients, preset.shared.twoModalities);
    if (row !== undefined) addShared(patients, row, preset.shared, seed);
  }
  if (preset.slides !== undefined) patients.push(...slidePatients(preset.slides));
  if (preset.every !== undefined) patients.push(...everyKind(kinds, preset.every));
  return patients;
}

function rowPatients([modality, patients, studies, series, instances]: PresetRow, seed: number): PatientSlots[] {
  const sizes = spread(instances, series, seed, modality);
  const studyList: StudySlots[] = Array.from({ length: studies }, () => ({ series: [] }));
  for (const [i, size] of sizes.entries()) {
    studyList[i % studies]?.series.push({ kind: modality === 'US' && i % 8 === 5 ? 'US-clip' : modality, instances: size });
  }
  const people: PatientSlots[] = Array.from({ length: patients }, () => ({ row: modality, studies: [] }));
  for (const [i, study] of studyList.entries()) people[i % patients]?.studies.push(study);
  return people;
}

function addRadiotherapy(patients: PatientSlots[], each: number): void {
  for (const { studies } of patients) {
    for (const { series } of studies) {
      for (const kind of ['RTSTRUCT', 'RTPLAN', 'RTDOSE']) {
        for (let i = 0; i < each; i++) series.push({ kind, instances: 1 });
      }
    }
  }
}

/** The studies of some patients of the last row go to patients of the first: people with two modalities. */
function joinRows(patients: PatientSlots[], count: number): PatientSlots[] {
  const joined = patients.slice(0, patients.length - count);
  for (const [i, gone] of patients.slice(patients.length - count).entries()) joined[i]?.studies.push(...gone.studies);
  return joined;
}

/** Adds the series of a row to studies of other rows' patients: so many patients, so many studies. */
function addShared(
  patients: PatientSlots[],
  [kind, , , series, instances]: PresetRow,
  shared: { patients: number; studies: number },
  seed: number,
): void {
  const several = patients.filter(({ studies }) => studies.length > 1);
  const extra = Math.min(Math.max(0, shared.studies - shared.patients), several.length);
  const chosen: StudySlots[] = several.slice(0, extra).flatMap(({ studies }) => studies.slice(0, 2));
  const rest = patients.filter((patient) => !several.slice(0, extra).includes(patient));
  const step = Math.max(1, Math.floor(rest.length / Math.max(1, shared.patients - extra)));
  for (let i = 0; i < rest.length && chosen.length < shared.studies; i += step) {
    const study = rest[i]?.studies[0];
    if (study !== undefined) chosen.push(study);
  }
  const sizes = spread(instances, series, seed, kind);
  for (const [i, size] of sizes.entries()) chosen[i % chosen.length]?.series.push({ kind, instances: size });
}

function slidePatients([patients, instances]: [number, number]): PatientSlots[] {
  return Array.from({ length: patients }, (_, i) => {
    const own = Math.floor(instances / patients) + (i < instances % patients ? 1 : 0);
    return { row: 'SM', studies: [{ series: [{ kind: 'SM', instances: own }], uncounted: true }] };
  });
}

/** Objects that refer to images stand in one study with them. */
const WITH_IMAGES: Record<string, string[]> = {
  RTSTRUCT: ['CT', 'RTSTRUCT', 'RTPLAN', 'RTDOSE'],
  SR: ['CR', 'SR'],
  SEG: ['CT', 'SEG'],
  PR: ['DX', 'PR'],
  KO: ['MR', 'KO'],
};
const BEHIND = new Set(['RTPLAN', 'RTDOSE']);

function everyKind(kinds: readonly Kind[], instances: number): PatientSlots[] {
  const mostOf = (key: string): number => kinds.find((kind) => kind.key === key)?.most ?? instances;
  return kinds
    .filter(({ key }) => !BEHIND.has(key))
    .map(({ key: kind }) => ({
      row: kind,
      studies: [{ series: (WITH_IMAGES[kind] ?? [kind]).map((inner) => ({ kind: inner, instances: Math.min(instances, mostOf(inner)) })) }],
    }));
}
