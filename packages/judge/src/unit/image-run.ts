import { createHash } from 'node:crypto';
import { DicomError, toGray8, type DicomFile } from '@deidbench/dicom';
import type { IdentifierKind, TextBox } from '@deidbench/core/model';
import { hiddenBox } from '../actions/index.ts';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import { pictureChange } from '../pixels/picture-change.ts';
import { framesOf } from './frames.ts';
import type { WaitingImage } from './types.ts';

/** Modalities whose images carry burned-in text often enough to look at each; others are looked at where the tool changed them. */
const PRONE = new Set(['CR', 'DX', 'MG', 'US', 'SC', 'OT', 'XA', 'XC', 'ES', 'SM', 'NM', 'RF', 'IO', 'PX']);
/** Images that are looked at in one unit; the rest is said. */
const MOST_IMAGES = 60;
/** Larger images are not looked at: finding text in them would take minutes. */
const MOST_PIXELS = 2 ** 24;
/** Kinds that people burn into images; what else stands there by chance would be a false alarm. */
const KINDS = new Set<IdentifierKind>([
  'name',
  'direct-number',
  'birth-date',
  'accession-number',
  'event-date',
  'contact',
  'address',
  'staff',
  'site',
]);

/** Chooses the images in which text must be looked for anywhere: by a reader, after everything else is judged. */
export class ImageRun {
  readonly waiting: WaitingImage[] = [];
  readonly #context: UnitContext;
  readonly #seen = new Set<string>();
  #left = 0;

  constructor(context: UnitContext) {
    this.#context = context;
  }

  look(paired: PairedFile): void {
    if (paired.after.pixelBytes() === undefined) return;
    const changed = paired.hasOriginal && paired.after.pixelDigest() !== paired.before().pixelDigest();
    if (!changed && (this.#isTold() || !PRONE.has(paired.instance.modality))) return;
    // Only the boxes changed, and those are judged by themselves.
    if (changed && this.#isTold() && pictureChange(this.#context, paired) === undefined) return;
    if (this.#seen.has(paired.after.pixelDigest())) return;
    this.#seen.add(paired.after.pixelDigest());
    if (this.waiting.length >= MOST_IMAGES) {
      this.#left += 1;
      return;
    }
    const { ordinal, patient } = paired.instance;
    const after = wholeImage(paired.after.file, ordinal);
    if (after === undefined) return;
    const before = changed ? wholeImage(paired.before().file, ordinal) : undefined;
    const known = this.#context.input.identifiers.byPatient.get(patient) ?? [];
    const identifiers = known.filter(({ kind }) => KINDS.has(kind));
    this.waiting.push({ after, ...(before && { before }), ordinal, patient, boxes: this.#boxesOf(paired), identifiers });
  }

  notes(): string[] {
    return this.#left === 0 ? [] : [`${this.#left} images were not searched for text: ${MOST_IMAGES} of a unit are`];
  }

  /** True where the plantings are known: every burned-in text then has its box. */
  #isTold(): boolean {
    for (const list of this.#context.input.identifiers.byPatient.values())
      if (list.some(({ planted, kind }) => planted && kind !== 'uid')) return this.#context.input.key !== undefined;
    return false;
  }

  #boxesOf({ checks, instance }: PairedFile): WaitingImage['boxes'] {
    const keyed = checks.filter(({ action }) => action === 'pixels_hidden').flatMap((check) => hiddenBox(check) ?? []);
    const planted = (this.#context.input.identifiers.hidden.get(instance.sop) ?? []).flatMap(({ carrier, box }) =>
      carrier === 'pixels' && box !== undefined ? [box] : [],
    );
    return [...keyed.map(({ left, top, right, bottom }) => [left, top, right, bottom] as const), ...planted];
  }
}

/** The first frame as the text reader takes it; undefined where it can't be decoded. */
function wholeImage(file: DicomFile, ordinal: number): TextBox | undefined {
  try {
    const frame = framesOf(file)?.frame(0);
    if (frame === undefined || frame.rows * frame.columns > MOST_PIXELS) return undefined;
    const { width, height, data: gray } = toGray8(frame);
    const digest = createHash('md5').update(`${width}x${height}`).update(gray).digest('hex');
    return { ordinal, check: -1, digest, width, height, gray, whole: true };
  } catch (error) {
    if (error instanceof DicomError) return undefined;
    throw error;
  }
}
