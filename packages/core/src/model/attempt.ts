/** How an attempt ended: one thing. What became of each instance is another: `InstanceOutcome`. */
export const ATTEMPT_ENDS = [
  'exited',
  'timeout',
  'out-of-memory',
  'signalled',
  'not-installed',
  'not-supported',
  'infrastructure',
] as const;

export interface AttemptEnd {
  end: (typeof ATTEMPT_ENDS)[number];
  exitCode?: number;
  signal?: string;
  detail?: string;
}

export const INSTANCE_OUTCOMES = [
  'ok',
  'partial',
  'refused',
  'tool-error',
  'timeout',
  'out-of-memory',
  'invalid-output',
  'not-installed',
  'not-supported',
  'infrastructure',
] as const;
export type InstanceOutcome = (typeof INSTANCE_OUTCOMES)[number];

/** Limits of one attempt, alike for all tools. Times in seconds, sizes in bytes. */
export interface Limits {
  seconds: number;
  memoryBytes: number;
  diskBytes: number;
  processes: number;
}

/** What was really in force, never what was wished for. */
export interface Isolation {
  method: 'bwrap' | 'unshare' | 'group' | 'docker' | 'podman' | 'apptainer';
  network: 'none' | 'host' | 'loopback';
  pidNamespace: boolean;
  readOnlyInput: boolean;
  hiddenRun: boolean;
}

/** What a tool is told. All paths are absolute; `input` holds neutral names only. */
export interface Job {
  input: string;
  output: string;
  work: string;
  profile: Record<string, unknown>;
  limits?: Limits;
  /** Only for a built-in manifest whose control is `oracle`. */
  reference?: string;
}

export interface Attempt extends AttemptEnd {
  unit: string;
  wallSeconds: number;
  cpuSeconds: number;
  peakBytes: number;
  isolation: Isolation;
  /** Last lines of the tool's output, masked. */
  log: string;
}

export type RunEvent =
  | { kind: 'spawned'; unit: string; pid: number; marker: string }
  | { kind: 'phase'; unit: string; phase: 'stage' | 'tool' | 'intake' | 'judge' | 'read' }
  | { kind: 'produced'; unit: string; n: number }
  | { kind: 'finished'; unit: string; tool: string; profile: string; instances: number };
