import type { Action } from '@deidbench/core/model';
import type { Check } from '../key/check.ts';
import type { Judgement } from './types.ts';
import { FAIL, judged, NO_ROW, PASS } from './verdicts.ts';

/** What a file that was never delivered counts as: nothing leaks in it, nothing is retained. */
const PASSES: ReadonlySet<Action> = new Set<Action>(['text_removed', 'date_shifted', 'uid_changed', 'pixels_hidden']);

export const MISSING_FILE = '<MISSING FILE>';

/** A check of an original that has no output. */
export function judgeMissing(check: Check): Judgement {
  if (check.action === undefined) return NO_ROW;
  return judged(PASSES.has(check.action) ? PASS : FAIL, MISSING_FILE, check.value);
}
