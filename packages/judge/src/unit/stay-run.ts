import { createHash } from 'node:crypto';
import { DicomError, toGray8, type Box, type Frame } from '@deidbench/dicom';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import type { StayingText } from '../identifiers/identifier.ts';
import { boxEqual, framesOf, isFlat } from './frames.ts';
import { lostText } from './lost-text.ts';
import type { WaitingBox } from './types.ts';

/** Single letters are below what a reader tells from texture. */
const READABLE = /[\p{L}\p{N}].*[\p{L}\p{N}]/u;

/** Looks whether texts that must stay in an image (laterality, view) are still there; one that changed and is not blank must be read. */
export class StayRun {
  readonly waiting: WaitingBox[] = [];
  readonly #context: UnitContext;

  constructor(context: UnitContext) {
    this.#context = context;
  }

  look(paired: PairedFile): void {
    const stays = this.#context.input.identifiers.stays?.get(paired.instance.sop) ?? [];
    if (stays.length === 0 || !paired.hasOriginal || paired.after.pixelBytes() === undefined) return;
    if (paired.after.hasPixelsOf(paired.before())) return;
    // An image that can't be decoded, or has another shape, is a finding of its own.
    try {
      const [before, after] = [framesOf(paired.before().file)?.frame(0), framesOf(paired.after.file)?.frame(0)];
      if (before === undefined || after === undefined || before.rows !== after.rows || before.columns !== after.columns) return;
      for (const stay of stays) this.#compare(paired, stay, before, after);
    } catch (error) {
      if (!(error instanceof DicomError)) throw error;
    }
  }

  #compare({ instance }: PairedFile, { text, box: [left, top, right, bottom] }: StayingText, before: Frame, after: Frame): void {
    const box: Box = { left, top, right, bottom };
    if (isFlat(before, box) || boxEqual(before, after, box)) return;
    const { patient, ordinal } = instance;
    if (isFlat(after, box)) return this.#context.sink.finding(lostText(patient, ordinal, text));
    if (!READABLE.test(text)) return;
    const { width, height, data: gray } = toGray8(after, box);
    const digest = createHash('md5').update(`${width}x${height}`).update(gray).digest('hex');
    this.waiting.push({
      box: { ordinal, check: -1, digest, width, height, gray },
      text,
      patient,
      identifiers: [],
      at: 'pixels',
      category: '',
      stays: true,
    });
  }
}
