import { VERDICT } from '@deidbench/core/model';
import type { Check } from '../key/check.ts';
import type { FoundText, Judgement } from './types.ts';

/** The outcome of a comparison: passed or not with a score, or undefined where it can't be made. */
export type Outcome = { passed: boolean; score: number } | undefined;

export const PASS: Outcome = { passed: true, score: 1 };
export const FAIL: Outcome = { passed: false, score: 0 };
export const passIf = (passed: boolean): Outcome => (passed ? PASS : FAIL);

export const NO_ROW: Judgement = { verdict: VERDICT.none, score: null, fileValue: null, answerValue: null };

/** A row of the official table from an outcome. */
export function judged(outcome: Outcome, fileValue: string | null, answerValue: string | null): Judgement {
  if (outcome === undefined) return { verdict: VERDICT.blank, score: null, fileValue, answerValue };
  return { verdict: outcome.passed ? VERDICT.pass : VERDICT.fail, score: outcome.score, fileValue, answerValue };
}

/** A row that shows the text found, or nothing where it is absent in any way. */
export function judgedText(outcome: Outcome, found: FoundText, check: Check): Judgement {
  return judged(outcome, typeof found === 'string' ? found : null, check.value);
}

/** A text without any `<` and `>`, as most actions compare it. */
export const bare = (text: string): string => text.replaceAll('<', '').replaceAll('>', '');
