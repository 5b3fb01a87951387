import type { Action, Tier } from './actions.ts';
import type { InstanceOutcome } from './attempt.ts';
import type { ExclusiveSpeed } from './timing.ts';

export interface Counts {
  total: number;
  passed: number;
  failed: number;
  blank: number;
}

export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** What tells two ranked tools apart, in the order in which it is asked. */
export type OrderReason = 'tier' | 'retention' | 'conformance' | 'leak rate' | 'speed';

/** One row of the ranking: a tool with a profile. Shares are 0 to 1. */
export interface ToolResult {
  id: string;
  name: string;
  profile: string;
  policy: string;
  version: string;
  control: boolean;
  tier: Tier | null;
  rank: Interval | null;
  /** What put this row behind the one above it; absent in the first row, in ties and without a rank. */
  decidedBy?: OrderReason;
  outcome: Partial<Record<InstanceOutcome, number>>;
  instances: { expected: number; produced: number; paired: number };
  checks: Counts;
  /** passed / total, blanks in the total: the official score. Null where no key was there to check by. */
  score: number | null;
  /** Failed checks per 100,000: what a total percentage near 100 hides. */
  failuresPer100k: number | null;
  actions: Partial<Record<Action, Counts>>;
  categories: Record<string, Counts>;
  coverage: number;
  /** Null where the key asks for nothing to be kept (or there is no key). */
  retention: number | null;
  conformance: number | null;
  leaks: { high: number; medium: number; low: number };
  leakInstances: number;
  /** Patients with a high or medium leak. */
  leakPatients: number;
  /** leakPatients / patients. */
  leakRate: number;
  collidingUids: number;
  /** 95 % intervals, from resampled patients; absent below the smallest number of patients that allows them, null where the figure is. */
  intervals?: { coverage: Interval; retention: Interval | null; conformance: Interval | null; leakRate: Interval };
  /** `exclusive`: measured apart by `--timing exclusive`. */
  speed: { instancesPerSecond: number; wallSeconds: number; cpuSeconds: number; exclusive?: ExclusiveSpeed };
  memory: { peakBytes: number };
  notes: string[];
}

/** What a tool must reach for a tier: shares of 0 to 1. A missing bound asks nothing. */
export interface TierRule {
  tier: Exclude<Tier, 'D'>;
  coverage: number;
  /** Largest share of patients with a high leak. */
  highPatients: number;
  /** Largest share of patients with a medium leak. */
  mediumPatients?: number;
  conformance?: number;
  retention: number;
}

/** The numbers behind the ranking; they stand in every report. */
export interface RankingMethod {
  tiers: TierRule[];
  resamples: number;
  seed: number;
  confidence: number;
  /** Below this number of patients no interval is said, and tools of one tier are tied. */
  minimumPatients: number;
  /** Two speeds differ when the faster is more than this many times the slower. */
  speedRatio: number;
}

/** Two ranked tools on the same patients, names as `id:profile`; p values are two-sided, `holm` is corrected over all pairs. */
export interface PairTest {
  a: string;
  b: string;
  /** Patients that only one of the two leaks (high or medium): exact McNemar. */
  leakPatients: { onlyA: number; onlyB: number; p: number; holm: number };
  /** Failed checks per 100,000, a less b: sign-flip test over patients. */
  failures: { difference: number; p: number; holm: number };
}

export interface Statistics {
  /** Mean Kendall's tau-b between the ranking and its resamples: 1 = the order never changes. Null without resamples. */
  stability: number | null;
  pairs: PairTest[];
}

export interface Results {
  formatVersion: 1;
  dataset: {
    name: string;
    digest: string;
    patients: number;
    studies: number;
    series: number;
    instances: number;
    checks: number;
    planted: number;
    modalities: string[];
  };
  controls: 'ok' | 'wrong' | 'no oracle';
  controlNotes: string[];
  method: RankingMethod;
  statistics: Statistics;
  tools: ToolResult[];
  notInstalled: { id: string; reason: string; remedy: string }[];
  notJudged: string[];
  provenance: Record<string, unknown>;
}
