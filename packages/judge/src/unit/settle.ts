import { VERDICT, type TextReading } from '@deidbench/core/model';
import { textTest } from '../actions/index.ts';
import { leakOfBox } from './box-run.ts';
import { countVerdict } from './cells.ts';
import { mergeLeaks } from './leak-tally.ts';
import { Sink } from './sink.ts';
import type { Judged, WaitingBox } from './types.ts';

/**
 * Finishes the boxes that had to be read, in the order of `pending`. Pure: the argument stays as it is, and settling without readings
 * (no reader at hand) leaves their checks blank. A check passes when no word of the planted text was read, as in the official action.
 */
export function settle(judged: Judged, readings: readonly (TextReading | undefined)[]): Judged {
  const verdicts = judged.verdicts.slice();
  const cells = judged.cells.map((cell) => ({ ...cell }));
  const sink = new Sink();
  sink.merge(judged.findings);
  let unread = 0;
  judged.waiting.forEach((waiting, i) => {
    const reading = readings[i];
    if (reading === undefined) unread += 1;
    const verdict = reading === undefined ? VERDICT.blank : verdictOf(waiting, reading.text);
    if (waiting.verdict !== undefined) verdicts[waiting.verdict] = verdict;
    const cell = waiting.cell === undefined ? undefined : cells[waiting.cell];
    if (cell) countVerdict(cell, verdict);
    if (verdict === VERDICT.fail) sink.leak({ ...leakOfBox(waiting.patient, waiting.box.ordinal, waiting), actual: reading?.text ?? '' });
  });
  const notes = unread === 0 ? judged.notes : [...judged.notes, `${unread} boxes with planted text were not read: their checks are blank`];
  const leaks = mergeLeaks(judged.leaks, sink.leaks.leaks());
  return { ...judged, verdicts, cells, findings: sink.findings(), leaks, notes, pending: [], waiting: [] };
}

function verdictOf({ text }: WaitingBox, read: string): 1 | 2 | 3 {
  if (read === '') return VERDICT.pass;
  const outcome = textTest(text, read, 'remove');
  return outcome === undefined ? VERDICT.blank : outcome.passed ? VERDICT.pass : VERDICT.fail;
}
