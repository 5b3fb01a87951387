import type { Cell, Finding, IdentifierKind, Instance, Severity, TextBox } from '@deidbench/core/model';
import type { AnswerKey } from '../key/index.ts';
import type { BoxIdentifier } from './box-identifiers.ts';
import type { NoTextClaim } from './no-text-claim.ts';
import type { Identifier, IdentifierSet } from '../identifiers/identifier.ts';

/** A file that a tool left in its output folder. `path` is relative to it, with forward slashes. */
export interface OutputFile {
  path: string;
  bytes: number;
  /** Why it is not read at all: `link`, `special`, `too-large`, … */
  problem?: string;
}

/** A message of a validator of IODs. Holds no value of the file. */
export interface IodMessage {
  type: 'error' | 'warning';
  /** Tag path as in the key; empty for the file as a whole. */
  tag: string;
  /** One of a fixed set of sentences. */
  message: string;
}

/** What a validator of IODs says of an original and of the file that answers it. */
export interface IodMessages {
  before: readonly IodMessage[];
  after: readonly IodMessage[];
}

/** Everything that is needed to judge what one tool made of one unit. Nothing in it is changed. */
export interface JudgeInput {
  /** Instances of the unit, in the order of `stagedNames`. */
  instances: readonly Instance[];
  /** Folder below which `Instance.path` lies; absent where the originals are not at hand: what compares with them is left out then. */
  inputRoot?: string;
  output: readonly OutputFile[];
  outputRoot: string;
  /** The name under which the tool saw each instance, relative, with forward slashes. */
  stagedNames: readonly string[];
  naming: 'same-path' | 'map' | 'free';
  /** The output may be of other originals (`scan`): a pair needs evidence in the files, a path alone is none. */
  strangers?: boolean;
  /** Text that the tool puts before the extension. */
  suffix?: string;
  /** Rows of the tool's own map: files, or SOP Instance UIDs. */
  toolMap?: readonly (readonly [from: string, to: string])[];
  /** Crosswalks that were released with the output (`score`): they replace the derived ones and pair by SOP Instance UID. */
  crosswalk?: { uids: ReadonlyMap<string, string>; patients: ReadonlyMap<string, string> };
  /** Undefined where there is no key (`scan`): only the rules beyond the key are applied. */
  key?: AnswerKey;
  identifiers: IdentifierSet;
  /** Text is looked for in every frame of a clip, not in some of them. */
  allFrames?: boolean;
  /** What the profile claims: `basic`, `tcia`, …; see `policyOf`. */
  policy: string;
}

/** What it takes to find which output answers which input. */
export type PairInput = Omit<JudgeInput, 'key' | 'identifiers' | 'allFrames' | 'policy'>;

export interface Pair {
  ordinal: number;
  /** Path of the output file. */
  output: string;
  by: 'map' | 'path' | 'content';
}

/** A file that has the SOP Instance UID of the file that answers `ordinal`, and is another instance. */
export interface Collision {
  ordinal: number;
  output: string;
  /** The UID that both have. */
  now: string;
}

/** A file of the output that can't be judged in full. */
export interface OutputProblem {
  output: string;
  /** The input that it answers, where that is known. */
  ordinal?: number;
  problem: 'invalid-output' | 'partial' | 'ambiguous' | 'unmatched' | 'doubled' | 'refused';
  /** One sentence; holds no value of a patient. */
  message: string;
}

/** One identifier of one patient that can be read at one place. */
export interface Leak {
  patient: string;
  kind: IdentifierKind;
  /** Stands for the identifier without telling it: equal for equal identifiers of the patient. */
  identifier: string;
  /** Tag path without item numbers, or the name of the place. */
  place: string;
  severity: Severity;
  /** Ordinals of the instances touched, ascending. */
  at: number[];
}

export interface PatientLeaks {
  patient: string;
  leaks: Record<Severity, number>;
  /** Instances that hold at least one leak. */
  leakInstances: number;
}

/** A region that must be read before its check is settled. */
export interface WaitingBox {
  box: TextBox;
  /** Text that was planted there. */
  text: string;
  patient: string;
  /** The identifiers that the text holds: each that can be read is a leak. */
  identifiers: readonly BoxIdentifier[];
  /** Tag path or name of the place. */
  at: string;
  /** Place of the check in `verdicts`; undefined for a planting that the key has no row for. */
  verdict?: number;
  /** Place of the check's cell in `cells`. */
  cell?: number;
  category: string;
  /** The box was sharpened: text that can be read only so was hidden from the eye and not removed. */
  sharpened?: true;
  /** The text must still be readable there; everywhere else it must not. */
  stays?: true;
}

/** An image in which text must be looked for: it was changed, or nobody said what is burned into it. */
export interface WaitingImage {
  /** The output's image. */
  after: TextBox;
  /** The original's, where the tool changed it: text that must stay is compared. */
  before?: TextBox;
  ordinal: number;
  patient: string;
  /** Where text had to be hidden: judged by its own boxes. */
  boxes: readonly (readonly [left: number, top: number, right: number, bottom: number])[];
  identifiers: readonly Identifier[];
}

/** Crops of a box before and after, 8-bit grey, for a person to look at. */
export interface Evidence {
  patient: string;
  ordinal: number;
  tagPath: string;
  /** What was burned into the box. */
  identifiers: readonly string[];
  /** Boxes that must be read before it is known whether this tells something: places in `waiting`. */
  waits?: { first: number; count: number };
  before?: Picture;
  after?: Picture;
  /** The whole image of the output, small, the box outlined. */
  image?: Picture;
}
export interface Picture {
  width: number;
  height: number;
  data: Uint8Array;
}

/** What a tool made of one unit. */
export interface Judged {
  pairs: Pair[];
  /** New UID of each old one: the released crosswalk, else the majority over the paired files. */
  uidMap: Map<string, string>;
  patientMap: Map<string, string>;
  problems: OutputProblem[];
  /** A byte a check (`Verdict`): of each instance in order, in key order. Checks of an instance without output are 0. */
  verdicts: Uint8Array;
  /** Number of checks of each instance, in the order of the instances. */
  checkCounts: number[];
  cells: Cell[];
  findings: Finding[];
  leaks: Leak[];
  /** New UIDs that stand for more than one old UID, or for several instances of the output. */
  collidingUids: number;
  /** Boxes that need reading; empty once settled. */
  pending: TextBox[];
  waiting: WaitingBox[];
  images: WaitingImage[];
  /** Files with boxes or images that wait, and say that no text is burned in. */
  claims: NoTextClaim[];
  evidence: Evidence[];
  /** What can't be said of this unit, and why. */
  notes: string[];
}
