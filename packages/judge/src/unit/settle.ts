import { VERDICT, type TextReading } from '@deidbench/core/model';
import { textRead } from '../pixels/text-read.ts';
import { leakOfBox } from './box-leak.ts';
import { keptEvidence } from './evidence.ts';
import { countVerdict } from './cells.ts';
import { lostText } from './lost-text.ts';
import { falseClaim } from './no-text-claim.ts';
import { mergeLeaks } from './leak-tally.ts';
import { milder } from '../severity/severity.ts';
import { settleImage } from './settle-images.ts';
import type { FindingDraft } from './finding-groups.ts';
import { Sink } from './sink.ts';
import { tells } from './tells.ts';
import type { Evidence, Judged, WaitingBox } from './types.ts';

/** Shortest word of a name that is told where that name was planted. */
const SHORTEST_WORD = 2;

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
  const told = new Set<number>();
  const settled = new Map<number, { cell: number | undefined; verdict: Read }>();
  judged.waiting.forEach((waiting, i) => {
    const reading = readings[i];
    if (waiting.stays === true) {
      if (reading !== undefined) reportStaying(waiting, reading, sink);
      return;
    }
    if (reading === undefined && waiting.sharpened !== true) unread += 1;
    const verdict = reading === undefined ? VERDICT.blank : verdictOf(waiting, reading);
    if (waiting.verdict !== undefined)
      settled.set(waiting.verdict, { cell: waiting.cell, verdict: worse(settled.get(waiting.verdict)?.verdict, verdict) });
    if (verdict !== VERDICT.fail || reading === undefined) return;
    reportRead(waiting, reading, sink);
    told.add(i);
  });
  for (const [place, { cell, verdict }] of settled) {
    verdicts[place] = verdict;
    const counted = cell === undefined ? undefined : cells[cell];
    if (counted) countVerdict(counted, verdict);
  }
  const { unread: unsearched, evidence } = settleImages(judged, readings.slice(judged.waiting.length), sink);
  for (const claim of judged.claims) if (sink.isTextLeft(claim.ordinal)) sink.finding(falseClaim(claim));
  const notes = unread === 0 ? judged.notes : [...judged.notes, `${unread} boxes with planted text were not read: their checks are blank`];
  const leaks = mergeLeaks(judged.leaks, sink.leaks.leaks());
  return {
    ...judged,
    verdicts,
    cells,
    findings: sink.findings(),
    leaks,
    evidence: keptEvidence([...judged.evidence, ...evidence], told),
    notes: unsearched === 0 ? notes : [...notes, `${unsearched} images were not searched for text`],
    pending: [],
    waiting: [],
    images: [],
    claims: [],
  };
}

type Read = 1 | 2 | 3;

/** The verdict of a check over several frames: one that shows the text fails it, one that was not read leaves it blank. */
const worse = (a: Read | undefined, b: Read): Read => [VERDICT.fail, VERDICT.blank].find((verdict) => a === verdict || b === verdict) ?? b;

/** Images come after the boxes, each with its original behind it where that is compared. Gives the number of images that nobody read, and pictures of what was found. */
function settleImages(
  judged: Judged,
  readings: readonly (TextReading | undefined)[],
  sink: Sink,
): { unread: number; evidence: Evidence[] } {
  let at = 0;
  let unread = 0;
  const evidence: Evidence[] = [];
  for (const image of judged.images) {
    const after = readings[at++];
    const before = image.before === undefined ? undefined : readings[at++];
    if (after === undefined) unread += 1;
    else evidence.push(...settleImage(image, after, before, sink));
  }
  return { unread, evidence };
}

/** A text that was read: each identifier that it tells is a leak. What can be read only after sharpening is one step less grave, and told only where the box as it stands told nothing. */
function reportRead(waiting: WaitingBox, { text, others = [] }: TextReading, sink: Sink): void {
  const { patient, box, category, at } = waiting;
  const told = waiting.identifiers.flatMap((identifier) => {
    const left = tells([text, ...others], identifier.kind, identifier.text, SHORTEST_WORD);
    return left === undefined ? [] : [{ text: identifier.text, ...left }];
  });
  for (const { text: identifier, kind, share, familyName } of told) {
    const draft = { ...leakOfBox(patient, box.ordinal, { text: identifier, kind, category, at, share, familyName }), actual: text };
    if (waiting.sharpened !== true) sink.leak(draft);
    else {
      const explanation = `${draft.explanation} once the box is sharpened: it was blurred, not removed`;
      sink.leakUnlessKnown({ ...draft, rule: 'pixels', severity: milder(draft.severity), explanation });
    }
  }
  if (told.length === 0 && waiting.sharpened !== true) sink.finding(restOf(waiting, text));
}

/** A text that had to stay, unless each word of it was read. */
function reportStaying(waiting: WaitingBox, reading: TextReading, sink: Sink): void {
  const outcome = compared(waiting, reading);
  if (outcome !== undefined && outcome.read < outcome.tokens) sink.finding(lostText(waiting.patient, waiting.box.ordinal, waiting.text));
}

/** Words of the burned-in text that are left and identify nobody: a label, a sex. The row of the key fails all the same. */
function restOf({ patient, box, category, at, text }: WaitingBox, actual: string): FindingDraft {
  return {
    rule: category === '' ? 'pixels' : 'key',
    action: 'pixels_hidden',
    tagPath: at,
    severity: 'low',
    label: 'bug',
    leak: false,
    category,
    patient,
    ordinal: box.ordinal,
    expected: text,
    actual,
    explanation: 'words of the text that was burned into the image can still be read; they tell no identifier',
  };
}

const compared = ({ text }: WaitingBox, reading: TextReading) => textRead(text, reading.text, ...(reading.others ?? []));

function verdictOf(waiting: WaitingBox, reading: TextReading): Read {
  if (reading.text === '') return VERDICT.pass;
  const outcome = compared(waiting, reading);
  return outcome === undefined ? VERDICT.blank : outcome.read === 0 ? VERDICT.pass : VERDICT.fail;
}
