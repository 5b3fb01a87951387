import type { Instance } from '@deidbench/core/model';
import type { Check } from '../key/index.ts';
import type { Crosswalk } from '../maps/derive.ts';
import type { Policy } from '../policy/policy.ts';
import type { FileView } from '../unit/output-file.ts';
import type { Sink } from '../unit/sink.ts';
import type { Collision, JudgeInput, Pair } from '../unit/types.ts';

/** What the rules beyond the key know of the whole unit before they see its files. */
export interface UnitContext {
  input: JudgeInput;
  pairs: readonly Pair[];
  /** Files of the output that share the new UID of another. */
  collisions: readonly Collision[];
  uids: Crosswalk;
  patients: Crosswalk;
  policy: Policy;
  sink: Sink;
}

/** One input with the output that answers it. */
export interface PairedFile {
  instance: Instance;
  output: string;
  staged: string;
  by: Pair['by'];
  /** Rows of the key for this instance, in key order. */
  checks: readonly Check[];
  /** False where the originals are not at hand (`score` by the key alone). */
  hasOriginal: boolean;
  /** The original; read when it is first asked for. Only where `hasOriginal`. */
  before: () => FileView;
  after: FileView;
}

/** A rule at work on one unit. */
export interface RuleRun {
  /** Called once for each paired file, in the order of the ordinals. */
  file?(pair: PairedFile): void;
  /** Called once, after the last file. */
  end?(): void;
}

/** A rule that the answer key has no row for. One a file; `rule` of its findings is its name. */
export interface Rule {
  name: string;
  /** True for a rule that compares with the original: without originals it is left out, and that is said. */
  needsOriginal?: boolean;
  start(context: UnitContext): RuleRun;
}
