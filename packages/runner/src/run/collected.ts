import type { Harm } from './input-harm.ts';
import type { IntakeFile } from './intake.ts';
import type { ToolMap } from './tool-map.ts';

/** What one call left behind. */
export interface Collected {
  /** Folder of the results: the output folder, or the sub-folder that the manifest names. */
  root: string;
  files: IntakeFile[];
  map: ToolMap;
  /** Local numbers of the instances for which no file is there. */
  missing: number[];
  /** What the tool did to its copies of the input, where it could. */
  harm?: Harm;
}
