/** A row of a dataset's index; `ordinal` is its place in the index, from 0. */
export interface Instance {
  ordinal: number;
  /** Path below the dataset's input folder, with forward slashes. */
  path: string;
  sop: string;
  series: string;
  study: string;
  patient: string;
  modality: string;
  vendor: string;
  sopClass: string;
  transferSyntax: string;
  bytes: number;
  /** MD5 of the file, hex. */
  digest: string;
  /** Every UID and Patient ID of the instance with its path, so that maps need no second parse. */
  uids: [path: string, value: string][];
}

/** SHA-256 of what stands beside the input of a dataset: the key's rows, the other files' bytes, path and MD5 of the twin's files. */
export interface SideDigests {
  answers: string;
  /** The curators' form of the key. */
  curators?: string;
  reference?: string;
  uidMap?: string;
  patientMap?: string;
  planted?: string;
}

/** `dataset.json` of a dataset folder. Paths are absolute, or relative to the folder. */
export interface Dataset {
  formatVersion: 1;
  name: string;
  mediaType: 'application/dicom';
  source:
    | {
        kind: 'synth';
        preset: string;
        seed: number;
        difficulty: 'normal' | 'edge';
        generator: string;
        scale?: number;
        patients?: number;
        /** Label and overview images stand beside the preset's counts. */
        slides?: 'full';
        part?: string;
      }
    | { kind: 'import' };
  counts: { patients: number; studies: number; series: number; instances: number; checks: number; planted: number };
  /** SHA-256 over path and MD5 of all input files. */
  contentDigest: string;
  /** Of what stands beside the input. */
  digests?: SideDigests;
  input: string;
  answers: string;
  reference?: string;
  uidMap?: string;
  patientMap?: string;
  planted?: string;
}

/** A line of `planted.jsonl`: one identifier at one place of one instance. */
export interface Planted {
  sop: string;
  patient: string;
  kind: import('./actions.ts').IdentifierKind;
  severity: import('./actions.ts').Severity;
  place: import('./actions.ts').Place;
  /** The text as it was planted. */
  text: string;
  /** Tag path as in the answer key, or the name of the place (`preamble`, `trailing`, `pixels` …). */
  at: string;
  /** What this is: header element, private element, pixels, … */
  carrier:
    | 'element'
    | 'private'
    | 'pixels'
    | 'preamble'
    | 'trailing'
    | 'padding'
    | 'doubled'
    | 'overlay'
    | 'curve'
    | 'icon'
    | 'document'
    | 'meta'
    | 'un';
  /** Pixel box [left, top, right, bottom] for burned-in text. */
  box?: [number, number, number, number];
  /** Text of the same image that identifies nobody and must stay readable (laterality, view), with its pixel boxes. */
  stays?: { text: string; box: [number, number, number, number] }[];
  /** False when the key has no row for it (it stands here alone). */
  keyed: boolean;
}
