import type { Check } from '../key/check.ts';
import { ABSENT, type FoundText, type Judgement } from './types.ts';
import { bare, judged, judgedText, PASS, passIf } from './verdicts.ts';

const unslashed = (text: string): string => text.replaceAll('\\', '');

/** Passes when the old value is no part of the new one; the amount of a shift is not looked at. Blank where the key holds no old value. */
export function changed(check: Check, found: FoundText): Judgement {
  if (found === ABSENT) return judgedText(PASS, found, check);
  const text = typeof found === 'string' ? found : '';
  if (check.value === null) return judged(undefined, text, null);
  return judged(passIf(!unslashed(text).includes(unslashed(bare(check.value)))), text, check.value);
}
