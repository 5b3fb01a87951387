import type { Check } from '../key/check.ts';
import { textTest } from './text-test.ts';
import type { HiddenBox, Judgement } from './types.ts';
import { judged, PASS } from './verdicts.ts';

interface BoxText {
  text?: unknown;
  top_left?: unknown;
  bottom_right?: unknown;
}

const isPoint = (value: unknown): value is [number, number] =>
  Array.isArray(value) && value.length >= 2 && value.slice(0, 2).every((n) => Number.isInteger(n));

/** The box of a pixels_hidden check: JSON in its action text. Undefined where there is none. */
export function hiddenBox(check: Check): HiddenBox | undefined {
  if (check.actionText === null) return undefined;
  let box: BoxText;
  try {
    box = JSON.parse(check.actionText.replace(/^</, '').replace(/>$/, '')) as BoxText;
  } catch {
    return undefined;
  }
  const { text, top_left: from, bottom_right: to } = box;
  if (typeof text !== 'string' || !isPoint(from) || !isPoint(to)) return undefined;
  return { text, left: from[0], top: from[1], right: to[0], bottom: to[1] };
}

/** Marks of sex and the label of the birth date stand beside the planted text and identify nobody. */
const plain = (text: string): string => text.replaceAll('\n', ' ').replaceAll('DOB:', '').replace(/\[.\]/g, '');

/** Passes when nothing can be read in the box, or no token of the planted text. */
export function pixelsHidden(check: Check, box: HiddenBox, read: string): Judgement {
  const outcome = read === '' ? PASS : textTest(plain(box.text), read, 'remove');
  return judged(outcome, read, check.value);
}
