import type { Fold, Interval, PairTest, Results, Severity, Tier } from '@deidbench/core/model';

/** A run as compare takes it: its fold and the results ranked from it. */
export interface Run {
  fold: Fold;
  results: Results;
}

/** A group of findings that came, went or stayed; holds no value of a patient. */
export interface FindingChange {
  id: string;
  patient: string;
  tagPath: string;
  tagName: string;
  action: string;
  kind: string;
  severity: Severity;
  leak: boolean;
  instances: { base: number; next: number };
}

/** One figure of a tool in both runs; `difference` is next less base over the same resamples of patients. */
export interface FigureChange {
  name: 'coverage' | 'retention' | 'conformance' | 'leakRate';
  base: number | null;
  next: number | null;
  difference: Interval | null;
  /** True when the interval of the difference lies wholly on the bad side. */
  worse: boolean;
  better: boolean;
}

/** A tool and profile in both runs. */
export interface ToolComparison {
  tool: string;
  profile: string;
  version: { base: string; next: string };
  tier: { base: Tier | null; next: Tier | null };
  figures: FigureChange[];
  /** `a` is the base, `b` the next run; uncorrected, as each tool is one question. */
  test: Pick<PairTest, 'leakPatients' | 'failures'>;
  /** Not in the base run. */
  added: FindingChange[];
  /** In both runs, but a leak only in the next, or of a higher severity there. */
  graver: FindingChange[];
  /** Not in the next run, although the patient's files came out. */
  fixed: FindingChange[];
  /** Not in the next run, because files of the patient are missing there: nothing is proven. */
  gone: FindingChange[];
  unchanged: number;
  /** Why this tool got worse; empty when it did not. */
  regressions: string[];
}

export interface Comparison {
  formatVersion: 1;
  dataset: string;
  /** What makes the comparison weaker: other methods, versions, or controls that are not right. */
  warnings: string[];
  tools: ToolComparison[];
  /** `id:profile` that only one of the runs holds. */
  onlyBase: string[];
  onlyNext: string[];
  /** Of `onlyBase`, those that the new run asked for and that could not run: not installed. */
  notHere: string[];
  /** What the gate asks: a tool got worse, or the next run cannot be trusted. */
  regression: boolean;
}
