import type { AttemptEnd, Isolation, Limits } from '../model/index.ts';

export interface Command {
  argv: string[];
  env: Record<string, string>;
}

/** What a tool may see and use. Everything else of the run and the dataset is hidden from it. */
export interface Sandbox {
  input: string;
  output: string;
  work: string;
  home: string;
  /** Folders replaced by empty ones: the run, the dataset, answers and reference. */
  hide: string[];
  /** Folders shown read-only again after hiding: the tool's install, its manifest's folder, the reference for the oracle. */
  show: string[];
  limits: Limits;
  addressSpaceLimit: boolean;
  network: 'none' | 'loopback';
  /** Value of DEIDBENCH_ATTEMPT in the tool's environment; a sweep finds strays by it. */
  marker: string;
  /** File that gets stdout and stderr, cut at a cap. */
  logFile: string;
}

export interface Exec extends AttemptEnd {
  wallSeconds: number;
  cpuSeconds: number;
  peakBytes: number;
  isolation: Isolation;
}
