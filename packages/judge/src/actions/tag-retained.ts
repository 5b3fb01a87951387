import type { Check } from '../key/check.ts';
import type { FoundText, Judgement } from './types.ts';
import { judgedText, passIf } from './verdicts.ts';

/** Passes when the element is there, empty or not. */
export const tagRetained = (check: Check, found: FoundText): Judgement => judgedText(passIf(typeof found === 'string'), found, check);
