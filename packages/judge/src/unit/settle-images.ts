import type { TextFound, TextReading } from '@deidbench/core/model';
import { isoDate } from '../identifiers/dates.ts';
import { nameWords, type Identifier } from '../identifiers/identifier.ts';
import { foldText } from '../pixels/text-read.ts';
import { leakOfBox } from './box-leak.ts';
import { evidenceOfFound } from './evidence.ts';
import { tells } from './tells.ts';
import { lostText } from './lost-text.ts';
import type { Sink } from './sink.ts';
import type { Evidence, WaitingImage } from './types.ts';

/** Shorter words and numbers are in too many texts by chance. */
const SHORTEST_WORD = 4;
const SHORTEST_NUMBER = 5;
/** A text that the reader is this sure of in the original must be found in the output too. */
const SURE = 0.85;
const NUMBERS = new Set(['direct-number', 'accession-number', 'contact']);
const DATES = new Set(['birth-date', 'event-date']);

/**
 * What was found in one image: identifiers that can be read, and text that was lost. Gives pictures of what was found first here. Boxes that are judged by themselves are no exception: an
 * image that was moved, cropped or made smaller shows their text beside them, or half in them.
 */
export function settleImage(waiting: WaitingImage, after: TextReading, before: TextReading | undefined, sink: Sink): Evidence[] {
  const texts = after.found ?? [];
  const evidence: Evidence[] = [];
  for (const identifier of waiting.identifiers) {
    const found = texts.find(({ text }) => isTold(text, identifier)) ?? tellsTogether(texts, identifier);
    if (found === undefined) continue;
    const about = { text: identifier.text, kind: identifier.kind, category: '', at: 'pixels' };
    if (!sink.leakUnlessKnown({ ...leakOfBox(waiting.patient, waiting.ordinal, about), actual: found.text })) continue;
    evidence.push(evidenceOfFound(waiting, found, identifier.text));
  }
  if (before !== undefined) reportLost(waiting, texts, before.found ?? [], sink);
  return evidence;
}

/** An identifier whose words stand in several texts: those that hold one, as one text around them. */
function tellsTogether(texts: readonly TextFound[], identifier: Identifier): TextFound | undefined {
  const whole = texts.map(({ text }) => text).join(' ');
  if (!isTold(whole, identifier)) return undefined;
  const holding = texts.filter(({ text }) => tells([text], identifier.kind, identifier.text, SHORTEST_WORD) !== undefined);
  const boxes = (holding.length === 0 ? texts : holding).map(({ box }) => box);
  const box: TextFound['box'] = [
    Math.min(...boxes.map(([left]) => left)),
    Math.min(...boxes.map(([, top]) => top)),
    Math.max(...boxes.map(([, , right]) => right)),
    Math.max(...boxes.map(([, , , bottom]) => bottom)),
  ];
  return { text: whole, confidence: Math.min(...texts.map(({ confidence }) => confidence)), box };
}

/** Text of the original that identifies nobody (laterality, view) and can't be read any more. */
function reportLost(waiting: WaitingImage, after: readonly TextFound[], before: readonly TextFound[], sink: Sink): void {
  const left = foldText(after.map(({ text }) => text).join(' '));
  const lost = before.filter(
    (text) =>
      text.confidence >= SURE &&
      !inBoxes(waiting, text) &&
      !left.includes(foldText(text.text)) &&
      !waiting.identifiers.some((identifier) => isTold(text.text, identifier)),
  );
  if (lost.length === 0) return;
  sink.finding(lostText(waiting.patient, waiting.ordinal, lost.map(({ text }) => text).join(' ')));
}

/** True where most of a text lies in a box that is judged by itself. */
function inBoxes({ boxes }: WaitingImage, { box: [left, top, right, bottom] }: TextFound): boolean {
  const area = Math.max(1, (right - left) * (bottom - top));
  return boxes.some(([l, t, r, b]) => {
    const [width, height] = [Math.min(r, right) - Math.max(l, left), Math.min(b, bottom) - Math.max(t, top)];
    return width > 0 && height > 0 && (width * height) / area >= 0.4;
  });
}

function isTold(line: string, { kind, text, norm }: Identifier): boolean {
  if (NUMBERS.has(kind) && norm.length < SHORTEST_NUMBER) return false;
  if (DATES.has(kind) && isoDate(text) === undefined) return false;
  const left = tells([line], kind, text, SHORTEST_WORD);
  if (left === undefined || NUMBERS.has(kind) || DATES.has(kind)) return left !== undefined;
  if (kind === 'name') return left.familyName || left.kind === 'name';
  const words = nameWords(text);
  return left.share >= 0.5 && (words.filter((word) => word.length >= SHORTEST_WORD).length < 2 || left.share * words.length > 1.5);
}
