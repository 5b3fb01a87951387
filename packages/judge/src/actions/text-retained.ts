import { comparedText, type Check } from '../key/check.ts';
import { textTest } from './text-test.ts';
import type { FoundText, Judgement } from './types.ts';
import { FAIL, judgedText } from './verdicts.ts';

/** Passes when the action text is still in the element. */
export const textRetained = (check: Check, found: FoundText): Judgement =>
  judgedText(typeof found === 'string' ? textTest(comparedText(check), found, 'retain') : FAIL, found, check);
