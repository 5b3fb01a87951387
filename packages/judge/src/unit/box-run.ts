import { createHash } from 'node:crypto';
import { DicomError, type Box, type Gray } from '@deidbench/dicom';
import type { HiddenBox } from '../actions/index.ts';
import type { PairedFile } from '../beyond/rule.ts';
import type { HiddenPlanting, IdentifierSet } from '../identifiers/identifier.ts';
import { sharpen } from '../pixels/sharpen.ts';
import { identifiersIn, type BoxIdentifier } from './box-identifiers.ts';
import { leakOfBox } from './box-leak.ts';
import { cut, framesEqual, framesOf, grayOf, isFlat, samplesEqual, type Frames } from './frames.ts';
import type { KindBook } from './kind-book.ts';
import type { Sink } from './sink.ts';
import type { Evidence, WaitingBox } from './types.ts';

/** Boxes of a unit whose crops are kept. */
const MOST_EVIDENCE = 20;

/** What became of the pixels of a box. */
type BoxState = { state: 'gone' } | { state: 'unchanged' } | { state: 'unreadable' } | { state: 'changed'; box: Gray };
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
  #frames: { of: PairedFile; before: Frames | undefined; after: Frames | undefined } | undefined;

  constructor(sink: Sink, kinds: KindBook, known: IdentifierSet['byPatient']) {
    this.#sink = sink;
    this.#kinds = kinds;
    this.#known = known;
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
    return before !== undefined && after !== undefined && framesEqual(before, after);
  }

  notes(): string[] {
    return [...this.#notes].map(([note, count]) => `${note} (${count} boxes)`);
  }

  #decide(paired: PairedFile, box: Box, about: Omit<WaitingBox, 'box' | 'patient'>): void {
    const found = this.#stateOf(paired, box);
    if (found.state === 'unchanged' || found.state === 'changed') this.#keepEvidence(paired, box, about.at);
    if (found.state === 'unchanged') this.#leak(paired, about);
    if (found.state === 'unreadable') {
      const note = 'a box with planted text could not be looked at: the pixels of the output can not be decoded';
      this.#notes.set(note, (this.#notes.get(note) ?? 0) + 1);
    }
    if (found.state !== 'changed') return;
    const { ordinal, patient } = paired.instance;
    this.#wait({ ...about, patient }, ordinal, found.box);
    const { verdict: _verdict, cell: _cell, ...unkeyed } = about;
    this.#wait({ ...unkeyed, patient, sharpened: true }, ordinal, sharpen(found.box));
  }

  #wait(about: Omit<WaitingBox, 'box'>, ordinal: number, { width, height, data: gray }: Gray): void {
    const digest = createHash('md5').update(`${width}x${height}`).update(gray).digest('hex');
    this.waiting.push({ ...about, box: { ordinal, check: this.waiting.length, digest, width, height, gray } });
  }

  /** Crops of the first boxes of a unit that were not blanked. */
  #keepEvidence(paired: PairedFile, box: Box, tagPath: string): void {
    if (this.evidence.length >= MOST_EVIDENCE) return;
    const { before, after } = this.#load(paired);
    const crops = { ...(before && { before: grayOf(before.frame(0), box) }), ...(after && { after: grayOf(after.frame(0), box) }) };
    const { ordinal, patient } = paired.instance;
    this.evidence.push({ patient, ordinal, tagPath, ...crops });
  }

  #leak(
    { instance }: PairedFile,
    { identifiers, category, at }: { identifiers: readonly BoxIdentifier[]; category: string; at: string },
  ): void {
    for (const identifier of identifiers) this.#sink.leak(leakOfBox(instance.patient, instance.ordinal, { ...identifier, category, at }));
  }

  #stateOf(paired: PairedFile, box: Box): BoxState {
    if (paired.after.pixelBytes() === undefined) return { state: 'gone' };
    if (paired.hasOriginal && paired.after.hasPixelsOf(paired.before())) return { state: 'unchanged' };
    const { before, after } = this.#load(paired);
    if (after === undefined) return { state: 'unreadable' };
    try {
      return compareBox(before, after, box);
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
        after: framesOf(paired.after.file),
      };
    }
    return this.#frames;
  }
}

function compareBox(before: Frames | undefined, after: Frames, box: Box): BoxState {
  let changed: Gray | undefined;
  for (let i = 0; i < after.count; i += 1) {
    const frame = after.frame(i);
    const now = cut(frame, box);
    if (now.length === 0 || isFlat(now, frame.samples)) continue;
    if (before && i < before.count && samplesEqual(cut(before.frame(i), box), now)) return { state: 'unchanged' };
    changed ??= grayOf(frame, box);
  }
  return changed === undefined ? { state: 'gone' } : { state: 'changed', box: changed };
}
