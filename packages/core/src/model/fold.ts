import type { AttemptEnd, InstanceOutcome, Isolation } from './attempt.ts';
import type { Cell, Finding } from './finding.ts';
import type { Results } from './results.ts';
import type { ToolTiming } from './timing.ts';

/** What one patient contributes to a tool's row; the unit that statistics resample. */
export interface PatientFold {
  patient: string;
  instances: { expected: number; produced: number; paired: number };
  outcome: Partial<Record<InstanceOutcome, number>>;
  /** Distinct (identifier, place) leaks of this patient. */
  leaks: { high: number; medium: number; low: number };
  /** Instances of this patient that hold at least one leak. */
  leakInstances: number;
}

export interface AttemptFold extends AttemptEnd {
  unit: string;
  instances: number;
  wallSeconds: number;
  cpuSeconds: number;
  peakBytes: number;
  isolation: Isolation;
  log: string;
}

export interface FindingRow extends Finding {
  /** `F-` and twelve hex digits, stable over re-runs: explain takes it, or as much of its beginning as no other has. */
  id: string;
  tool: string;
  profile: string;
  /** Crops before and after, and the whole image of the output with the box outlined: PNG bytes in base64. */
  evidence?: { before?: string; after?: string; image?: string };
  /** Modalities of the instances touched; without it those of the patient are taken. */
  modalities?: string[];
  /** One example instance: its path below the dataset's input and its SOP Instance UID, both of the input. */
  example: { ordinal: number; path: string; sop?: string };
}

/** A tool with a profile, summed over all units of a run. */
export interface FoldedTool {
  id: string;
  name: string;
  homepage: string;
  licence: string;
  profile: string;
  policy: string;
  version: string;
  control?: 'oracle' | 'identity' | 'scorched' | 'human-curation';
  /** UIDs that collide put a tool in tier D. */
  collidingUids: number;
  cells: Cell[];
  patients: PatientFold[];
  attempts: AttemptFold[];
  findings: FindingRow[];
  notes: string[];
  /** Only of runs with exclusive timing. */
  timing?: ToolTiming;
}

/** Everything that the ranking and the report read of a run. */
export interface Fold {
  dataset: Results['dataset'];
  tools: FoldedTool[];
  notInstalled: Results['notInstalled'];
  notJudged: string[];
  provenance: Record<string, unknown>;
}
