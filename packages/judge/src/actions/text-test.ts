import { contentTokens, isPlainNumber, plainNumber } from '../text/index.ts';
import { bare, FAIL, PASS, passIf, type Outcome } from './verdicts.ts';

export type TextMode = 'retain' | 'remove';

interface Answer {
  text: string;
  number: boolean;
  /** Filled when it is first needed. */
  tokens: string[] | undefined;
}

/** Answers repeat inside a series: their tokens are worked out once. Bounded, emptied when full. */
const answers = new Map<string, Answer>();
const ANSWERS_LIMIT = 10_000;

function answerOf(text: string): Answer {
  const known = answers.get(text);
  if (known) return known;
  if (answers.size >= ANSWERS_LIMIT) answers.clear();
  const lower = bare(text).toLowerCase();
  const answer: Answer = { text: lower, number: isPlainNumber(lower), tokens: undefined };
  answers.set(text, answer);
  return answer;
}

/**
 * The official text test, case left out. Two plain numbers are compared as numbers; else the whole answer as a substring of the value;
 * else the share of the answer's tokens that are substrings of the value (retain) or are not (remove): only a share of 1 passes.
 * Undefined without an answer, without a token to compare, or for digits that are no number.
 */
export function textTest(answerText: string | null, valueText: string, mode: TextMode): Outcome {
  if (answerText === null) return undefined;
  const answer = answerOf(answerText);
  const value = bare(valueText).toLowerCase();
  if (answer.number && isPlainNumber(value)) return compareNumbers(answer.text, value, mode);
  if (value.includes(answer.text)) return mode === 'retain' ? PASS : FAIL;
  const tokens = (answer.tokens ??= contentTokens(answer.text));
  if (tokens.length === 0) return undefined;
  const inside = tokens.filter((token) => value.includes(token)).length;
  const right = mode === 'retain' ? inside : tokens.length - inside;
  return { passed: right === tokens.length, score: right / tokens.length };
}

function compareNumbers(answer: string, value: string, mode: TextMode): Outcome {
  const [a, b] = [plainNumber(answer), plainNumber(value)];
  if (a === undefined || b === undefined) return undefined;
  return passIf((a === b) === (mode === 'retain'));
}
