import type { Check } from '../key/check.ts';
import { ABSENT, type FoundText, type Judgement } from './types.ts';
import { bare, judged, judgedText, PASS, passIf } from './verdicts.ts';

/** Passes when the element holds what the map gives for the old value; an old value that the map lacks stands for an empty text. */
export function consistent(check: Check, found: FoundText, map: ReadonlyMap<string, string>): Judgement {
  if (found === ABSENT) return judgedText(PASS, found, check);
  const text = typeof found === 'string' ? found : '';
  const expected = check.value === null ? '' : (map.get(bare(check.value)) ?? '');
  return judged(passIf(bare(text) === expected), text, check.value);
}
