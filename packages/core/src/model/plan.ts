import type { Limits } from './attempt.ts';

/** Whole patients of one dataset for one tool and profile; depends on the dataset and the manifest alone. */
export interface Unit {
  id: string;
  tool: string;
  profile: string;
  patients: string[];
  ordinals: number[];
}

export interface Plan {
  datasetDigest: string;
  units: Unit[];
  limits: Limits;
  timing: 'shared' | 'exclusive';
}
