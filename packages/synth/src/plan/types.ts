import type { Vendor } from '../vendor/vendors.ts';

export interface SeriesPlan {
  /** Key of the kind of object, see MODALITIES. */
  kind: string;
  instances: number;
  vendor: Vendor;
  /** Ids of the unusual and private elements that hold identifiers. */
  carriers: string[];
  /** Text is burned into the pixels. */
  burned: boolean;
  /** Transfer Syntax UID. */
  syntax: string;
  /** Real objects that identifiers are planted into, in place of drawn ones: paths below the root. */
  base?: { root: string; files: string[]; bytes: number };
}

export interface StudyPlan {
  series: SeriesPlan[];
  /** Studies that the published counts leave out (slides). */
  uncounted?: boolean;
}

export interface PatientPlan {
  /** From 1, the number of the patient in the data set. */
  number: number;
  studies: StudyPlan[];
}

export interface Counts {
  patients: number;
  studies: number;
  series: number;
  instances: number;
}

export interface DatasetPlan {
  preset: string;
  name: string;
  prefix: string;
  patients: PatientPlan[];
  /** Patients of the whole set, where this is a part of it. */
  everyone: number;
  counts: Counts;
  byModality: Record<string, Counts>;
}
