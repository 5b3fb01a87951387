import type { Severity } from './actions.ts';

/** What became of an element between an input and the file that a tool made of it. */
export type DiffState = 'changed' | 'removed' | 'added' | 'same';

export interface HeaderDiffRow {
  /** Path as in the answer key, `<(0010,0010)>`; earlier copies of a doubled tag carry a number behind it. */
  path: string;
  name: string;
  /** VR of the input, else of the output. */
  vr: string;
  state: DiffState;
  /** Gravity of the findings at this element of the instance. */
  finding?: Severity;
  /** Text of the value, of a sequence its number of items, of bytes their length; absent where the element is. */
  input?: string;
  output?: string;
}

/** The headers of one input and its output, element by element. Elements inside a removed or added sequence are counted with it. */
export interface HeaderDiff {
  tool: string;
  profile: string;
  /** The input's place in the dataset, and the neutral name that findings give it. */
  ordinal: number;
  path: string;
  modality: string;
  counts: Record<DiffState, number>;
  /** What differs or has a finding, in the order of the input; `counts` tells how much more there is. */
  rows: HeaderDiffRow[];
}

/** Header diffs of a run that fit into a report. */
export interface HeaderDiffs {
  shown: HeaderDiff[];
  /** Instances with a finding whose diff is not among them. */
  left: number;
  /** Why there are none. */
  reason?: string;
}
