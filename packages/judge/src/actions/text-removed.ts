import { comparedText, type Check } from '../key/check.ts';
import { textTest } from './text-test.ts';
import type { FoundText, Judgement } from './types.ts';
import { judged, judgedText, PASS } from './verdicts.ts';

/** Passes when no token of the action text is left in the element. Pixel and overlay data count as empty text. */
export function textRemoved(check: Check, found: FoundText): Judgement {
  if (typeof found !== 'string') return judgedText(PASS, found, check);
  const value = found === '<REMOVED>' ? '<>' : found;
  return judged(textTest(comparedText(check), value, 'remove'), value, check.value);
}
