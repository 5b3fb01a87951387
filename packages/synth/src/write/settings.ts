/** What every worker must know; plain data. */
export interface Settings {
  seed: number;
  preset: string;
  /** First part of the new patient ids. */
  prefix: string;
  patients: number;
  difficulty: 'normal' | 'edge';
  /** Rows and columns; undefined for the modality's own. */
  imageSize: number | undefined;
  dateOffset: 'patient' | 'collection';
  deviceIdentity: 'keep' | 'remove';
  /** The data set's folder. */
  out: string;
}

/** Names inside a data set's folder. */
export const FOLDERS = { input: 'input', reference: 'reference', parts: 'parts' } as const;
export const FILES = {
  dataset: 'dataset.json',
  answers: 'answers.db',
  curators: 'answers.csv',
  uidMap: 'uid_mapping.csv',
  patientMap: 'patid_mapping.csv',
  planted: 'planted.jsonl',
  /** Of the public side of a packed data set. */
  public: 'public.json',
} as const;
