import { createHash } from 'node:crypto';
import { canonicalJson, type Isolation, type Limits } from '../model/index.ts';

/** All that decides what a tool's attempt gives. */
export interface AttemptKeyParts {
  /** Digest of the tool's lock: version and every dependency. */
  lockDigest: string;
  /** `manifestDigest` of its folder: manifest and driver files. */
  manifestDigest: string;
  profile: string;
  /** Digests of the unit's input files, in the unit's order. */
  inputDigests: readonly string[];
  limits: Limits;
  isolation: Isolation;
  /** Only for a tool that is given one. */
  seed?: number;
}

/** All that decides what the judge says of an attempt's output. */
export interface JudgeKeyParts {
  outputDigest: string;
  keyDigest: string;
  rulesVersion: string;
  readerVersion: string;
  /** Version of the validator of IODs, or that there is none. */
  iodVersion: string;
}

/** SHA-256, hex: equal parts give equal keys on any machine. */
export function attemptKey(parts: AttemptKeyParts): string {
  return keyOf('attempt/1', parts);
}

/** SHA-256, hex. */
export function judgeKey(parts: JudgeKeyParts): string {
  return keyOf('judge/1', parts);
}

function keyOf(kind: string, parts: object): string {
  return createHash('sha256')
    .update(`${kind}\n${canonicalJson(parts)}`)
    .digest('hex');
}
