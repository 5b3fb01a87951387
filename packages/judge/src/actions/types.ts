import type { Verdict } from '@deidbench/core/model';

/** The path is in no file that is judged together with this one. */
export const ABSENT: unique symbol = Symbol('absent');
/**
 * This file lacks the path, another file of the same official batch has it. The official script then compares an empty text
 * (see docs/official-quirks.md). Never used where each file is judged by itself.
 */
export const ABSENT_HERE: unique symbol = Symbol('absent here');

/** Text of an element in the form `<…>`, or why there is none. */
export type FoundText = string | typeof ABSENT | typeof ABSENT_HERE;

/** What a check may ask of one output file. */
export interface OutputView {
  text(tagPath: string): FoundText;
  /** MD5 of the stored bytes of Pixel Data, hex; `None` without Pixel Data. */
  pixelDigest(): string;
  /** Text read in a box of the image; undefined where the box can't be cut or read. */
  boxText(box: HiddenBox): string | undefined;
}

/** Which new identifier stands for which old one. */
export interface IdMaps {
  uids: ReadonlyMap<string, string>;
  patients: ReadonlyMap<string, string>;
}

/** A region of the image whose text must be gone: [left, top] to [right, bottom], right and bottom left out. */
export interface HiddenBox {
  text: string;
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** What became of one check. `verdict` 0 = no row at all; `score` 0 to 1, null where the check is blank. */
export interface Judgement {
  verdict: Verdict;
  score: number | null;
  /** Text that the official table shows for the output; null where there is none. */
  fileValue: string | null;
  answerValue: string | null;
}
