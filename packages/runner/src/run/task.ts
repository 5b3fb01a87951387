import type { Attempt, AttemptEnd, Instance, Limits } from '@deidbench/core/model';
import type { ReadyTool } from '@deidbench/core/manifest';
import type { IodValidator } from '../iod/call-validator.ts';

/** One instance of a unit. `instance.ordinal` is its place in the unit: a worker and its blob know no other number. */
export interface UnitInstance {
  instance: Instance;
  /** Neutral names. */
  tree: string;
  flat: string;
  /** Absolute path of the curated twin, where the dataset has one. */
  reference?: string;
}

/** All that a worker needs to do one unit. Crosses to a child process: plain values only. */
export interface UnitTask {
  unit: string;
  /** When it was begun, in milliseconds since 1970; set when its turn comes. */
  begun?: number;
  tool: ReadyTool;
  profile: string;
  /** Patient IDs of the unit in its order; blobs hold places in this list. */
  patients: string[];
  instances: UnitInstance[];
  /** Absent where the originals are not at hand. */
  inputRoot?: string;
  limits: Limits;
  seed: number;
  /** Folder of this unit's staging and output. */
  work: string;
  /** Gets the tool's words, masked. */
  logFile: string;
  /** Folders that the tool must not see. */
  hide: string[];
  marker: string;
  judging: Judging;
  commit: Commit;
}

/** What the judge needs besides the files. */
export interface Judging {
  answers?: string;
  planted?: string;
  /** Files of a released crosswalk: it replaces the derived one. */
  crosswalk?: { uids: string; patients?: string };
  /** Judge without a key, by what the originals and this list hold. */
  scan?: { identifiers?: string };
  /** Text in clips is looked for in every frame. */
  allFrames?: boolean;
  /** Absent where there is none, or no originals to compare with. */
  iod?: IodValidator;
  policy: string;
  /** Digests that stand for key, rules and reader: the judge's part of the cache key, with the versions of its helpers. */
  keyDigest: string;
  rulesVersion: string;
  readerVersion: string;
  iodVersion: string;
}

/** Where the result goes. */
export interface Commit {
  attemptKey: string;
  blob: string;
  /** Folder that gets the tool's output; absent when it is deleted. */
  keep?: string;
  realData: boolean;
}

/** A unit's attempt as it is remembered: how it went, and how the last call that was given an instance ended, by local number. */
export interface AttemptRecord {
  attempt: Attempt;
  ends: AttemptEnd[];
  /** Rows of the tool's own map. */
  map: [from: string, to: string][];
  retried: { invocations: number; instances: number; recovered: number };
  /** Seconds of digesting and judging the output and validating its IODs; text in pixels is read elsewhere. */
  judgeSeconds?: number;
  /** Seconds from the unit's begin to its commit, reading of text and waiting for the reader within. */
  unitSeconds?: number;
  /** Seconds that the text reader was busy with its boxes. */
  readSeconds?: number;
}
