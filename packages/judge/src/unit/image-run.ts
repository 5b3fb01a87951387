import type { IdentifierKind } from '@deidbench/core/model';
import { hiddenBox } from '../actions/index.ts';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import { pictureChange } from '../pixels/picture-change.ts';
import { sampleFrames } from '../pixels/sample-frames.ts';
import { identifier, type Identifier } from '../identifiers/identifier.ts';
import { identifiersIn } from './box-identifiers.ts';
import { framesOf, framesThere } from './frames.ts';
import type { WaitingImage } from './types.ts';
import { isTooLarge, MOST_PIXELS, wholeImage } from './whole-image.ts';

/** Modalities whose images carry burned-in text often enough to look at each; of others one a series is looked at, and what the tool changed. */
const PRONE = new Set(['CR', 'DX', 'MG', 'US', 'SC', 'OT', 'XA', 'XC', 'ES', 'SM', 'NM', 'RF', 'IO', 'PX']);
const SECONDARY_CAPTURE = '1.2.840.10008.5.1.4.1.1.7';
const BURNED_IN_ANNOTATION = '<(0028,0301)>';
/** Images that are looked at in one unit; the rest is said. */
const MOST_IMAGES = 60;
/** As many more of those that are known to have held text, and were changed beside it. */
const MOST_OF_BURNED = 60;
/** Pixels that wait for the reader in one unit: what bounds its memory. The last part is kept for images that held text. */
const MOST_BYTES = 2 ** 27;
const KEPT_FOR_BURNED = 2 ** 25;
/** Frames of a clip that are searched unless all are asked for. */
const FRAMES_SEARCHED = 3;
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
  readonly #series = new Set<string>();
  #passedOver = 0;
  #tooLarge = 0;
  #left = 0;
  #images = 0;
  #burned = 0;
  #bytes = 0;
  #sampled = 0;

  constructor(context: UnitContext) {
    this.#context = context;
  }

  look(paired: PairedFile): void {
    if (paired.after.pixelBytes() === undefined) return;
    const changed = paired.hasOriginal && paired.after.pixelDigest() !== paired.before().pixelDigest();
    if (!changed && (this.#isTold() || !this.#isWorthLooking(paired))) return;
    // Only the boxes changed, and those are judged by themselves.
    if (changed && this.#isTold() && pictureChange(this.#context, paired) === undefined) return;
    // Each patient has identifiers of their own, also in an image that another one has too.
    const image = `${paired.instance.patient}\0${paired.after.pixelDigest()}`;
    if (this.#seen.has(image)) return;
    this.#seen.add(image);
    const boxes = this.#boxesOf(paired);
    const isBurned = changed && boxes.length > 0 && pictureChange(this.#context, paired) !== undefined;
    const bytes = isBurned ? MOST_BYTES : MOST_BYTES - KEPT_FOR_BURNED;
    if (!this.#hasRoom(isBurned) || this.#bytes > bytes) {
      this.#left += 1;
      return;
    }
    const { ordinal, patient } = paired.instance;
    const frames = framesThere(paired.after.file);
    const known = this.#context.input.identifiers.byPatient.get(patient) ?? [];
    const identifiers = [...known, ...identifiersOfBoxes(paired, known)].filter(({ kind }) => KINDS.has(kind));
    // Without a key nobody knows which text had to stay.
    const original = changed && this.#context.input.key !== undefined ? framesOf(paired.before().file) : undefined;
    const all = this.#context.input.allFrames === true;
    if (frames !== undefined && isTooLarge(frames)) this.#tooLarge += 1;
    const looked = sampleFrames(frames?.count ?? 0, all ? Infinity : FRAMES_SEARCHED);
    if ((frames?.count ?? 0) > looked.length) this.#sampled += 1;
    const digests = new Set<string>();
    for (const index of looked) {
      const after = wholeImage(frames, index, ordinal);
      if (after === undefined || digests.has(after.digest)) continue;
      digests.add(after.digest);
      const before = wholeImage(original, index, ordinal);
      this.#bytes += after.gray.length + (before?.gray.length ?? 0);
      if (this.#bytes > bytes) {
        this.#left += 1;
        return;
      }
      this.waiting.push({ after, ...(before && { before }), ordinal, patient, boxes, identifiers });
    }
  }

  notes(): string[] {
    const notes = [];
    if (this.#left > 0)
      notes.push(
        `${this.#left} images were not searched for text: ${MOST_IMAGES} of a unit are, ${MOST_OF_BURNED} more that held text, or ${MOST_BYTES} pixels`,
      );
    if (this.#tooLarge > 0) notes.push(`${this.#tooLarge} images of more than ${MOST_PIXELS} pixels were not searched for text`);
    if (this.#passedOver > 0)
      notes.push(
        `${this.#passedOver} images of kinds that seldom hold burned-in text, which nobody changed, were not searched for it: the first of each series was`,
      );
    if (this.#sampled > 0)
      notes.push(
        `${FRAMES_SEARCHED} frames, the first, the last and one between, were searched for text in each of ${this.#sampled} clips; --all-frames searches all`,
      );
    return notes;
  }

  /** True for an image that nobody changed and that may hold text: of its kind, by what it says, or as the first of its series. */
  #isWorthLooking({ instance, after }: PairedFile): boolean {
    const { modality, sopClass, series } = instance;
    const isFirst = !this.#series.has(series);
    this.#series.add(series);
    if (isFirst || PRONE.has(modality) || sopClass.startsWith(SECONDARY_CAPTURE) || after.bare(BURNED_IN_ANNOTATION) === 'YES') return true;
    this.#passedOver += 1;
    return false;
  }

  /** Counts an image where there is room for it. */
  #hasRoom(isBurned: boolean): boolean {
    if (isBurned && this.#burned < MOST_OF_BURNED) this.#burned += 1;
    else if (this.#images < MOST_IMAGES) this.#images += 1;
    else return false;
    return true;
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
    const stays = this.#context.input.identifiers.stays?.get(instance.sop)?.map(({ box }) => box) ?? [];
    return [...stays, ...keyed.map(({ left, top, right, bottom }) => [left, top, right, bottom] as const), ...planted];
  }
}

/** What the key says is burned in: the files' elements may hold none of it, and a tool may have drawn it elsewhere. */
function identifiersOfBoxes({ checks, instance }: PairedFile, known: readonly Identifier[]): Identifier[] {
  const texts = checks.filter(({ action }) => action === 'pixels_hidden').flatMap((check) => hiddenBox(check)?.text ?? []);
  return texts
    .flatMap((text) => identifiersIn(text, known, 'name'))
    .flatMap(({ kind, text }) => identifier(instance.patient, kind, text, true) ?? []);
}
