import type { TextReading } from '@deidbench/core/model';
import type { LineReading } from './recognise.ts';
import { crop, framed, isUniform, resize, turned, type Gray } from './gray.ts';

/** Reads one line of text. */
export type LineReader = (line: Gray) => Promise<LineReading>;
/** Rows of text found in a box, top to bottom. */
export type RowFinder = (box: Gray) => Promise<Gray[]>;

const NOTHING: LineReading = { text: '', confidence: 0, least: 0 };
/** Readings below it are texture (measured: no false text on clean crops). */
const MIN_CONFIDENCE = 0.5;
/** A box read with this confidence, also in its most doubtful character, is not read in other ways as well. */
const SURE = 0.95;
const SURE_OF_EACH = 0.9;
/** Below it the lines were cut in a wrong way, or are turned. */
const DOUBTFUL = 0.85;
const MIN_LINE_HEIGHT = 8;
/** Height over width from which a line runs up or down. */
const RUNS_UP = 1.5;
const SPREAD = 1.35;

/** At least two letters or digits, read with some confidence. */
export function isText({ text, confidence }: TextReading): boolean {
  return confidence >= MIN_CONFIDENCE && (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= 2;
}

/** Parts of a body look like one sign or two (bones, vessels, ventricles), larger than anyone writes so short a text. */
const FEW_SIGNS = 3;
const LARGE_PIXELS = 64;
const LARGE_SHARE = 1 / 8;

/** True for a short text as large as only shapes are: `width` and `height` of where it was read, and the longer side of its image. */
export function isShape(text: string, { width, height }: { width: number; height: number }, longSide: number): boolean {
  return (text.match(/\S/gu)?.length ?? 0) <= FEW_SIGNS && Math.min(width, height) > Math.max(LARGE_PIXELS, longSide * LARGE_SHARE);
}

/** Reads a line that was found in an image. One that is much higher than wide runs up or down: rulers look alike, so only a sure reading counts. */
export async function readFound(read: LineReader, line: Gray): Promise<LineReading> {
  if (line.height < line.width * RUNS_UP) return read(line);
  const readings = [await read(turned(line, 1)), await read(turned(line, 3))];
  const [best] = readings.toSorted((a, b) => b.confidence - a.confidence);
  return best !== undefined && best.confidence >= DOUBTFUL ? best : NOTHING;
}

/**
 * Reads a box of text by one way after the other until one is sure: as one line, by the rows that a detector finds, cut into equal lines,
 * spread and framed, turned. The answer is the reading of most confidence; what the other ways gave stands in `others`, unless it was
 * sure: whoever asks whether a text can be read must look at all of them. `lines`: how many the box is known to hold.
 */
export async function readLines(read: LineReader, rows: RowFinder, box: Gray, lines: number | undefined): Promise<TextReading> {
  const tried: Tried[] = [];
  for (const { until, cuts } of WAYS) {
    const best = bestOf(tried);
    if (best && isSure(best.reading, until)) continue;
    for (const cut of await cuts(box, { rows, lines, best: best?.cut ?? [box] })) {
      const reading = await readParts(read, cut);
      if (isText(reading)) tried.push({ cut, reading });
    }
  }
  return summary(tried);
}

/** Lines of a box, and what was read in them. */
interface Tried {
  cut: readonly Gray[];
  reading: LineReading;
}

interface Known {
  rows: RowFinder;
  lines: number | undefined;
  /** The lines that were read best so far. */
  best: readonly Gray[];
}

interface Way {
  /** Left out where the best reading so far is as sure. */
  until: number;
  cuts: (box: Gray, known: Known) => readonly Gray[][] | Promise<readonly Gray[][]>;
}

/** Ways to find the lines of a box, the cheapest and likeliest first. */
const WAYS: readonly Way[] = [
  { until: SURE, cuts: (box, { lines }) => [equalParts(box, lines ?? 1)] },
  { until: SURE, cuts: async (box, { rows }) => [await rows(box)] },
  {
    until: DOUBTFUL,
    cuts: (box, { lines }) => (lines === undefined ? guessedCounts(box).map((count) => equalParts(box, count)) : []),
  },
  { until: SURE, cuts: (box, { best }) => (best.length > 1 ? [equalParts(box, best.length)] : []) },
  { until: SURE, cuts: (_box, { best }) => [best.map(spread), best.map((line) => framed(line, Math.round(line.height * 0.15)))] },
  { until: DOUBTFUL, cuts: (box) => (box.height > box.width ? [1, 3] : [2]).map((quarters) => [turned(box, quarters)]) },
];

const isSure = ({ confidence, least }: LineReading, until: number): boolean =>
  confidence >= until && (until < SURE || least >= SURE_OF_EACH);

const guessedCounts = (box: Gray): number[] => [2, 3, 4].filter((count) => box.height / count >= MIN_LINE_HEIGHT);

/** Condensed letters are read better when they are spread. */
const spread = (line: Gray): Gray => resize(line, Math.round(line.width * SPREAD), line.height);

/** Best reading by confidence over length; the others behind it. */
function summary(tried: readonly Tried[]): TextReading {
  const [best, ...rest] = tried.toSorted((a, b) => weight(b) - weight(a)).map(({ reading }) => reading);
  if (best === undefined) return { text: '', confidence: 0 };
  const { text, confidence } = best;
  const others = [...new Set(rest.map((other) => other.text))].filter((other) => other !== text);
  return others.length === 0 || isSure(best, SURE) ? { text, confidence } : { text, confidence, others };
}

/** Cutting a line in two gives twice as many signs, none of them right. */
const weight = ({ reading: { text, confidence } }: Tried): number => confidence ** 6 * Math.sqrt(text.length);

const bestOf = (tried: readonly Tried[]): Tried | undefined => tried.toSorted((a, b) => weight(b) - weight(a))[0];

const equalParts = (box: Gray, count: number): Gray[] =>
  Array.from({ length: count }, (_, line) => crop(box, 0, (box.height * line) / count, box.width, (box.height * (line + 1)) / count));

async function readParts(read: LineReader, lines: readonly Gray[]): Promise<LineReading> {
  const parts: LineReading[] = [];
  for (const line of lines) {
    const reading = isUniform(line) ? NOTHING : await read(line);
    if (isText(reading)) parts.push(reading);
  }
  if (parts.length === 0) return NOTHING;
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  return {
    text: parts.map((part) => part.text).join(' '),
    confidence: parts.reduce((sum, part) => sum + part.confidence * part.text.length, 0) / length,
    least: Math.min(...parts.map((part) => part.least)),
  };
}
