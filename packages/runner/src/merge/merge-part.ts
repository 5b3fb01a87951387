import type { RunFile } from '../plan/plan-file.ts';

/** A run to be merged. */
export interface MergePart {
  dir: string;
  run: RunFile;
  /** Attempt keys of the units that are done. Listed once: on a shared disk asking for each file takes its time. */
  blobs: ReadonlySet<string>;
}
