import { createHash } from 'node:crypto';
import { DicomError, toGray8, type Box, type Gray } from '@deidbench/dicom';
import type { HiddenBox } from '../actions/index.ts';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import type { HiddenPlanting, IdentifierSet } from '../identifiers/identifier.ts';
import { inOneSpace } from '../pixels/colours.ts';
import { FRAMES_READ } from '../pixels/sample-frames.ts';
import { sharpen } from '../pixels/sharpen.ts';
import { thumbnail } from '../pixels/thumbnail.ts';
import { identifiersIn, type BoxIdentifier } from './box-identifiers.ts';
import { leakOfBox } from './box-leak.ts';
import { area, compareBox, type BoxState } from './compare-box.ts';
import { frameAt, framesEqual, framesOf, framesThere, grayOf, type Frames } from './frames.ts';
import type { KindBook } from './kind-book.ts';
import type { Sink } from './sink.ts';
import type { Evidence, WaitingBox } from './types.ts';

/** Boxes of a unit whose crops are kept until it is known which of them tell something. */
const MOST_CANDIDATES = 60;
/** Those of them that come with a picture of the whole image. */
const MOST_THUMBNAILS = 20;
/** Pixels that wait for the reader in one unit: what bounds its memory. */
const MOST_WAITING = 2 ** 26;
/** Larger boxes are read as they stand alone. */
const MOST_SHARPENED = 2 ** 22;
/** Pixels of the largest crop that is kept. */
const MOST_CROPPED = 2 ** 20;

/**
 * Says what became of burned-in text. A box of one value hides it; a box whose pixels are those of the original shows it;
 * only a box that changed and still holds something must be read.
 */
export class BoxRun {
  readonly waiting: WaitingBox[] = [];
  readonly evidence: Evidence[] = [];
  readonly #sink: Sink;
  readonly #kinds: KindBook;
  readonly #known: IdentifierSet['byPatient'];
  readonly #notes = new Map<string, number>();
  readonly #allFrames: boolean;
  #pixels = 0;
  #state: { of: PairedFile; box: string; found: BoxState } | undefined;
  #frames: { of: PairedFile; before: Frames | undefined; after: Frames | undefined } | undefined;

  constructor({ sink, input }: Pick<UnitContext, 'sink' | 'input'>, kinds: KindBook) {
    this.#sink = sink;
    this.#kinds = kinds;
    this.#known = input.identifiers.byPatient;
    this.#allFrames = input.allFrames === true;
  }

  /** What the official action reads in a box: nothing, the planted text, or not known yet (undefined). */
  textOf(paired: PairedFile, box: HiddenBox): string | undefined {
    const { state } = this.#stateOf(paired, box);
    return state === 'gone' ? '' : state === 'unchanged' ? box.text : undefined;
  }

  /** Reports the box of a row of the key: a leak, or a box that must be read. */
  report(paired: PairedFile, box: HiddenBox, category: string, place: { verdict: number; cell: number }): void {
    const { patient } = paired.instance;
    const kind = this.#kinds.kindOf('pixels_hidden', category, '', patient, box.text);
    const identifiers = identifiersIn(box.text, this.#known.get(patient) ?? [], kind);
    this.#decide(paired, box, { text: box.text, identifiers, category, at: 'pixels', ...place });
  }

  /** Reports the planted texts of an image that the key has no row for: in several frames, say. */
  plantings(paired: PairedFile, hidden: readonly HiddenPlanting[]): void {
    for (const { carrier, box, text, kind } of hidden) {
      if (carrier !== 'pixels' || box === undefined) continue;
      const [left, top, right, bottom] = box;
      this.#decide(paired, { left, top, right, bottom }, { text, identifiers: [{ text, kind }], category: '', at: 'pixels' });
    }
  }

  /** True where all frames of input and output are equal once decoded. */
  decodeEqual(paired: PairedFile): boolean {
    const { before, after } = this.#load(paired);
    if (before === undefined || after === undefined) return false;
    const syntaxes = { before: paired.before().file.transferSyntax, after: paired.after.file.transferSyntax };
    const one = inOneSpace({ before, after }, syntaxes);
    return framesEqual(one.before, one.after, one.tolerance);
  }

  notes(): string[] {
    return [...this.#notes].map(([note, count]) => `${note} (${count} boxes)`);
  }

  #decide(paired: PairedFile, box: Box, about: Omit<WaitingBox, 'box' | 'patient'>): void {
    const found = this.#stateOf(paired, box);
    if (found.state === 'unchanged') {
      this.#keepEvidence(paired, box, about, found.frame);
      this.#leak(paired, about);
    }
    if (found.state === 'unreadable')
      this.#note('a box with planted text could not be looked at: the pixels of the output can not be decoded');
    if (found.state === 'outside') this.#note('a box with planted text lies outside its image: nothing could be looked at there');
    if (found.state === 'changed') this.#read(paired, box, about, found);
  }

  /** Has a box read, as it stands and sharpened. */
  #read(paired: PairedFile, box: Box, about: Omit<WaitingBox, 'box' | 'patient'>, found: Extract<BoxState, { state: 'changed' }>): void {
    const pixels = found.boxes.reduce((sum, { data }) => sum + 2 * data.length, 0);
    if ((this.#pixels += pixels) > MOST_WAITING) {
      this.#note(`a box with planted text was not read: boxes of ${MOST_WAITING} pixels are, in a unit`);
      return;
    }
    if (found.left > 0) this.#note(`of clips with more frames, ${FRAMES_READ} evenly spread ones were read; --all-frames reads all`);
    const { ordinal, patient } = paired.instance;
    const { verdict: _verdict, cell: _cell, ...unkeyed } = about;
    const first = this.waiting.length;
    for (const one of found.boxes) this.#wait({ ...about, patient }, ordinal, one);
    const sharpened = found.boxes.filter(({ data }) => data.length <= MOST_SHARPENED).map(sharpen);
    for (const one of sharpened) this.#wait({ ...unkeyed, patient, sharpened: true }, ordinal, one);
    this.#keepEvidence(paired, box, about, found.frame, { first, count: this.waiting.length - first });
  }

  #note(note: string): void {
    this.#notes.set(note, (this.#notes.get(note) ?? 0) + 1);
  }

  #wait(about: Omit<WaitingBox, 'box'>, ordinal: number, { width, height, data: gray }: Gray): void {
    const digest = createHash('md5').update(`${width}x${height}`).update(gray).digest('hex');
    this.#sink.wait(ordinal);
    this.waiting.push({ ...about, box: { ordinal, check: this.waiting.length, digest, width, height, gray } });
  }

  /** Crops of a box of a frame; `waits`: the boxes whose readings say whether it tells something. */
  #keepEvidence(
    paired: PairedFile,
    box: Box,
    { at, identifiers }: Pick<WaitingBox, 'at' | 'identifiers'>,
    frame: number,
    waits?: Evidence['waits'],
  ): void {
    if (this.evidence.length >= MOST_CANDIDATES || area(box) > MOST_CROPPED) return;
    const { before, after } = this.#load(paired);
    const [old, now] = [before && frameAt(before, frame), after && frameAt(after, frame)];
    const { ordinal, patient } = paired.instance;
    this.evidence.push({
      patient,
      ordinal,
      tagPath: at,
      identifiers: identifiers.map(({ text }) => text),
      ...(waits && { waits }),
      ...(old && { before: grayOf(old, box) }),
      ...(now && { after: grayOf(now, box) }),
      ...(now && this.evidence.length < MOST_THUMBNAILS && { image: thumbnail(toGray8(now), box) }),
    });
  }

  #leak(
    { instance }: PairedFile,
    { identifiers, category, at }: { identifiers: readonly BoxIdentifier[]; category: string; at: string },
  ): void {
    for (const identifier of identifiers) this.#sink.leak(leakOfBox(instance.patient, instance.ordinal, { ...identifier, category, at }));
  }

  #stateOf(paired: PairedFile, box: Box): BoxState {
    const place = `${box.left} ${box.top} ${box.right} ${box.bottom}`;
    if (this.#state?.of !== paired || this.#state.box !== place) this.#state = { of: paired, box: place, found: this.#lookAt(paired, box) };
    return this.#state.found;
  }

  #lookAt(paired: PairedFile, box: Box): BoxState {
    if (paired.after.pixelBytes() === undefined) return { state: 'gone' };
    if (paired.hasOriginal && paired.after.hasPixelsOf(paired.before())) return { state: 'unchanged', frame: 0 };
    const { before, after } = this.#load(paired);
    if (after === undefined) return { state: 'unreadable' };
    try {
      return compareBox(before, after, box, this.#allFrames ? Infinity : FRAMES_READ);
    } catch (error) {
      if (error instanceof DicomError) return { state: 'unreadable' };
      throw error;
    }
  }

  #load(paired: PairedFile): { before: Frames | undefined; after: Frames | undefined } {
    if (this.#frames?.of !== paired) {
      this.#frames = {
        of: paired,
        before: paired.hasOriginal ? framesOf(paired.before().file) : undefined,
        after: framesThere(paired.after.file),
      };
    }
    return this.#frames;
  }
}
