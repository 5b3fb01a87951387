import type { Cell, Finding, InstanceOutcome, Severity } from '@deidbench/core/model';
import type { IodTally } from '../iod/validate-unit.ts';
import type { AttemptRecord } from '../run/task.ts';

/** What line 1 of a unit's blob says besides its table of sections. Holds no time and no value. */
export interface UnitHead {
  unit: string;
  tool: string;
  profile: string;
  attemptKey: string;
  judgeKey: string;
  outputDigest: string;
  keyDigest: string;
  rulesVersion: string;
  readerVersion: string;
  iodVersion: string;
  end: AttemptRecord['attempt']['end'];
  instances: number;
  outcome: Partial<Record<InstanceOutcome, number>>;
}

/** Section `instances`, one row an instance in the unit's order. */
export interface InstanceRow {
  /** Place of the patient in the unit. */
  patient: number;
  /** Absent in blobs of older releases. */
  modality?: string;
  outcome: InstanceOutcome;
  by?: 'map' | 'path' | 'content';
  /** Place of the output's path in the section `values`; -1 for real data. A tool may name files by what it should remove. */
  output?: number;
  /** MD5 of the output file, hex. */
  digest?: string;
  /** Checks of the instance in the section `verdicts`. */
  checks: number;
}

/** Section `findings`: patients and instances by their places in the unit, values by their places in the section `values`. */
export type StoredFinding = Omit<Finding, 'patient' | 'expected' | 'actual'> & { patient: number; expected?: number; actual?: number };
export type StoredCell = Omit<Cell, 'patient'> & { patient: number };
export interface StoredLeaks {
  patient: number;
  leaks: Record<Severity, number>;
  leakInstances: number;
}

/** Section `unit`. */
export interface UnitSummary {
  collidingUids: number;
  notes: string[];
  /** Absent where nothing was validated. */
  iod?: IodTally;
  problems: { output: number; ordinal?: number; problem: string; message: string }[];
}

/** Section `maps`: old and new identifiers that the tool used. Absent for real data. */
export interface StoredMaps {
  uids: [old: string, now: string][];
  patients: [old: string, now: string][];
}

/** Section `evidence`: crops of boxes before and after, PNG in base64. They show what was burned in: absent for real data. */
export interface StoredEvidence {
  /** Local number of the instance. */
  at: number;
  tagPath: string;
  /** What was burned into the box, by places in the section `values`. */
  identifiers: readonly number[];
  before?: string;
  after?: string;
  /** The whole image of the output, small, the box outlined. */
  image?: string;
}
