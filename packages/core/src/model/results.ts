import type { Action, Tier } from './actions.ts';
import type { InstanceOutcome } from './attempt.ts';

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
  outcome: Partial<Record<InstanceOutcome, number>>;
  instances: { expected: number; produced: number; paired: number };
  checks: Counts;
  /** passed / total, blanks in the total: the official score. */
  score: number;
  actions: Partial<Record<Action, Counts>>;
  categories: Record<string, Counts>;
  coverage: number;
  retention: number;
  conformance: number;
  leaks: { high: number; medium: number; low: number };
  leakInstances: number;
  leakPatients: number;
  intervals?: { retention: Interval; conformance: Interval; leakRate: Interval };
  speed: { instancesPerSecond: number; wallSeconds: number; cpuSeconds: number };
  memory: { peakBytes: number };
  notes: string[];
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
  tools: ToolResult[];
  notInstalled: { id: string; reason: string; remedy: string }[];
  notJudged: string[];
  provenance: Record<string, unknown>;
}
