import type { Limits, Results } from '@deidbench/core/model';
import type { Manifest } from '@deidbench/core/manifest';
import type { Durations } from './durations.ts';
import type { Shard } from './shard.ts';

/** A unit as `run.json` names it. Patients and instances are numbers: a run folder names nobody. */
export interface PlannedUnit {
  id: string;
  attemptKey: string;
  /** Places of the patients in the dataset's order of patients. */
  patients: number[];
  /** Ordinals of the instances, as first and last of each stretch. */
  ordinals: [first: number, last: number][];
}

export interface PlannedTool {
  id: string;
  name: string;
  homepage: string;
  licence: string;
  profile: string;
  policy: string;
  version: string;
  control?: Manifest['control'] | 'human-curation';
  lockDigest: string;
  manifestDigest: string;
  notes: string[];
  units: PlannedUnit[];
}

export type RunKind = 'run' | 'demo' | 'score' | 'scan';

/** `run.json`: what was to be done, on what, and by what. */
export interface RunFile {
  formatVersion: 1;
  kind: RunKind;
  dataset: Results['dataset'];
  /** Where the dataset lay; for the line that reproduces a finding. */
  datasetFolder: string;
  keyDigest: string;
  rulesVersion: string;
  readerVersion: string;
  iodVersion: string;
  limits: Limits;
  timing: 'shared' | 'exclusive';
  seed: number;
  realData: boolean;
  shard?: Shard;
  /** By what shards were made equal. */
  durations?: Durations;
  tools: PlannedTool[];
  notInstalled: Results['notInstalled'];
  notJudged: string[];
  provenance: Record<string, unknown>;
}

/** Ascending numbers as stretches: 1 2 3 7 gives [1,3] [7,7]. */
export function toStretches(numbers: readonly number[]): [number, number][] {
  const stretches: [number, number][] = [];
  for (const n of numbers) {
    const last = stretches.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else stretches.push([n, n]);
  }
  return stretches;
}

export function fromStretches(stretches: readonly (readonly [number, number])[]): number[] {
  return stretches.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, i) => first + i));
}
