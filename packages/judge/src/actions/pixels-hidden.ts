import type { Check } from '../key/check.ts';
import { plainBoxText } from '../pixels/text-read.ts';
import { textTest } from './text-test.ts';
import type { HiddenBox, Judgement } from './types.ts';
import { judged, NO_ROW, PASS } from './verdicts.ts';

interface BoxText {
  text?: unknown;
  top_left?: unknown;
  bottom_right?: unknown;
}

/** A coordinate as Python's `int` takes it: numbers are cut off, texts must be whole numbers. */
function coordinate(value: unknown): number | undefined {
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'number') return Math.trunc(value);
  return typeof value === 'string' && /^\s*[+-]?\d+(_\d+)*\s*$/.test(value) ? Number(value.replaceAll('_', '')) : undefined;
}

function point(value: unknown): [number, number] | undefined {
  if (!Array.isArray(value)) return undefined;
  const [x, y] = [coordinate(value[0]), coordinate(value[1])];
  return x === undefined || y === undefined ? undefined : [x, y];
}

/** The box of a pixels_hidden check: JSON in its action text, without the `<` `>` around it. Undefined where there is none. */
export function hiddenBox(check: Check): HiddenBox | undefined {
  if (check.actionText === null) return undefined;
  let box: BoxText | null;
  try {
    box = JSON.parse(check.actionText.replace(/^<+|>+$/g, '')) as BoxText | null;
  } catch {
    return undefined;
  }
  const from = point(box?.top_left);
  const to = point(box?.bottom_right);
  if (typeof box?.text !== 'string' || from === undefined || to === undefined) return undefined;
  return { text: box.text, left: from[0], top: from[1], right: to[0], bottom: to[1] };
}

/** Passes when nothing can be read in the box, or no token of the planted text. A text that can't be compared gives no row, where other actions are blank. */
export function pixelsHidden(check: Check, box: HiddenBox, read: string): Judgement {
  const outcome = read === '' ? PASS : textTest(plainBoxText(box.text), read, 'remove');
  return outcome === undefined ? NO_ROW : judged(outcome, read, check.value);
}
