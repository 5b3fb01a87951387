import type { AttemptEnd, Isolation, Limits } from '../model/index.ts';

/** Ways to isolate a process of this machine, strongest first. */
export type ProcessMethod = 'bwrap' | 'unshare' | 'group';

/** A container image that holds the tool; its runtime is the isolation then. */
export interface Container {
  runtime: 'docker' | 'podman' | 'apptainer';
  /** Name with digest, or for apptainer the path of an image file. It must be on this machine: nothing is pulled. */
  image: string;
}

export interface Command {
  argv: string[];
  env: Record<string, string>;
}

/** What a tool may see and use. Everything else of the run and the dataset is hidden from it. All paths are absolute. */
export interface Sandbox {
  /** Read-only, where the isolation can. */
  input: string;
  output: string;
  /** The tool's working directory. */
  work: string;
  /** The tool's HOME; its `tmp` is its temporary folder. Counted against the disk limit together with `output` and `work`. */
  home: string;
  /** Folders and files replaced by empty ones: the run, the dataset, answers and reference. /run and /tmp are always replaced. */
  hide: string[];
  /** Folders shown read-only though they lie in hidden ones: the tool's install, its manifest's folder, the reference for the oracle. Of two places the deeper wins. */
  show: string[];
  limits: Limits;
  addressSpaceLimit: boolean;
  network: 'none' | 'loopback';
  /** Value of DEIDBENCH_ATTEMPT in the tool's environment; a sweep finds strays by it. */
  marker: string;
  /** File that gets stdout and stderr, cut at a cap. */
  logFile: string;
  /** Isolation to use; found by `detectIsolation` when left out. */
  method?: ProcessMethod;
  /** Runs the command in a container. All paths are the same inside; the command's program is looked for in the image. */
  container?: Container;
}

export interface Exec extends AttemptEnd {
  /** From the tool's start to its end, the sandbox's making apart. */
  wallSeconds: number;
  cpuSeconds: number;
  /** Largest sum of resident memory over the tool's process tree that was sampled. */
  peakBytes: number;
  isolation: Isolation;
}
