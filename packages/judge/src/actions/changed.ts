import { comparedValue, type Check } from '../key/check.ts';
import { ABSENT, type FoundText, type Judgement } from './types.ts';
import { bare, judged, judgedText, PASS, passIf } from './verdicts.ts';

const unslashed = (text: string): string => text.replaceAll('\\', '');

/** Passes when the old value is no part of the new one; the amount of a shift is not looked at. Blank where the key holds no old value. */
export function changed(check: Check, found: FoundText): Judgement {
  if (found === ABSENT) return judgedText(PASS, found, check);
  const text = typeof found === 'string' ? found : '';
  const old = comparedValue(check);
  if (old === null) return judged(undefined, text, check.value);
  return judged(passIf(!unslashed(text).includes(unslashed(bare(old)))), text, check.value);
}
