import { comparedText, type Check } from '../key/check.ts';
import type { Judgement } from './types.ts';
import { bare, judged, passIf } from './verdicts.ts';

/** Passes when the stored bytes of Pixel Data have the MD5 that the key names; a file without Pixel Data has the digest `None`. Blank without a digest in the key. */
export function pixelsRetained(check: Check, digest: string): Judgement {
  const text = comparedText(check);
  if (text === null) return judged(undefined, digest, check.value);
  const expected = bare(text);
  return judged(passIf(expected === digest), digest, expected);
}
