import type { Patient } from '../identity/patient.ts';
import type { Item } from '../model/item.ts';
import type { Rng } from '../random/rng.ts';
import type { Vendor } from '../vendor/vendors.ts';
import type { Procedure } from './procedures.ts';

export interface Study {
  uid: string;
  /** 1 for the patient's first. */
  number: number;
  date: string;
  time: string;
  id: string;
  accession: string;
  procedure: Procedure;
  /** Order numbers. */
  placer: string;
  filler: string;
  requestId: string;
  stepId: string;
}

/** One series to be made; everything that its instances share. */
export interface Series {
  modality: Modality;
  patient: Patient;
  study: Study;
  uid: string;
  number: number;
  /** When it was begun: behind the end of the study's series before it. */
  time: string;
  /** Number of instances. */
  count: number;
  vendor: Vendor;
  description: string;
  serial: string;
  station: string;
  frameOfReference: string;
  /** Rows and columns asked for. */
  size: number;
  /** UID of something of this series, the same for the same words. */
  uidOf: (...words: (string | number)[]) => string;
  /** Invented UID in place of one of a real object. */
  uidOfBase: (old: string) => string;
  /** Stream of something of this series. */
  rngOf: (...words: (string | number)[]) => Rng;
  /** Series of the same study that stand before this one: what derived objects refer to. */
  earlier: readonly Series[];
}

/** One kind of object that the generator makes: Modality value, SOP class, and how its data set is built. */
export interface Modality {
  /** Name in plans: the Modality value, with a suffix where one modality has several classes (`US-clip`). */
  key: string;
  modality: string;
  sopClass: string;
  /** A data set with invented identifiers in the elements that carry them, as a hospital's would have, nothing planted yet. */
  build: (series: Series, index: number) => Item;
  /** Rows and columns where none are asked for. */
  defaultSize: number;
  /** How pixel data are drawn; none for objects without. */
  paint?: Paint;
  /** Share of series with burned-in text. */
  burned: number;
  /** Women alone. */
  female?: boolean;
  /** Most instances of a series; 1 for objects such as plans. */
  most?: number;
}

export interface Paint {
  phantom: string;
  rows: number;
  columns: number;
  frames: number;
  samples: 1 | 3;
  bitsAllocated: 1 | 8 | 16 | 32;
  bitsStored: number;
  signed: boolean;
  /** Stored value of black and of white. */
  low: number;
  high: number;
  photometric: string;
}

export const sopUid = (series: Series, index: number): string => series.uidOf('sop', index);
