import type { Check } from '../key/check.ts';
import type { Judgement } from './types.ts';
import { bare, judged, passIf } from './verdicts.ts';

/** Passes when the stored bytes of Pixel Data have the MD5 that the key names; a file without Pixel Data has the digest `None`. */
export function pixelsRetained(check: Check, digest: string): Judgement {
  const outcome = check.actionText === null ? undefined : passIf(bare(check.actionText) === digest);
  return judged(outcome, digest, check.value === null ? null : bare(check.value));
}
