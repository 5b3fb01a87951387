import { DicomError, findElement, pixelElement, pixelInfo, stringValues, type Box, type DicomFile } from '@deidbench/dicom';
import { hiddenBox } from '../actions/index.ts';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import { decodeFrames, type Frames } from '../unit/frames.ts';
import { inOneSpace } from './colours.ts';
import { damageOf, looksRecompressed, maskOf, type Damage } from './damage.ts';
import { isTurnedRound } from './inversion.ts';
import { mayLose } from './lossy.ts';

const LOSSY_IMAGE_COMPRESSION = 0x00282110;
/** What tools paint around a text to be sure: pixels this far outside its box are not held against them. */
const MARGIN = 8;
/** More samples than this are not compared one by one: it is said, and the bound keeps a hostile image from costing minutes. */
const MOST_SAMPLES = 2 ** 28;

/** Several rules ask, and to look is dear. */
const known = new WeakMap<PairedFile, string | undefined>();

/** What a tool did to the decoded image beside hiding text, in one sentence with figures; undefined for nothing. */
export function pictureChange(context: UnitContext, paired: PairedFile): string | undefined {
  if (!known.has(paired)) known.set(paired, changeOf(context, paired));
  return known.get(paired);
}

function changeOf(context: UnitContext, paired: PairedFile): string | undefined {
  const original = paired.before().file;
  const before = decodeFrames(original);
  if (before === undefined) return undefined;
  if ('reason' in before) {
    context.sink.note(`images were not judged, since their originals can't be decoded: ${before.reason}`);
    return undefined;
  }
  if (pixelElement(paired.after.file) === undefined) return 'the image has no pixels any more';
  const after = decodeFrames(paired.after.file);
  if (after === undefined || 'reason' in after) return `the image can no longer be decoded: ${after?.reason ?? 'it has no pixels'}`;
  const shape = shapeChange(before, after);
  if (shape !== undefined) return shape;
  // Without a key nothing tells which boxes had to be blanked.
  if (context.input.key === undefined) return undefined;
  if (sampleCount(original) > MOST_SAMPLES) {
    context.sink.note('images of more than 268 million samples were not compared sample by sample');
    return undefined;
  }
  try {
    const boxes = boxesOf(context, paired);
    if (isTurnedRound(before, after, (frame) => maskOf(frame, boxes))) return undefined;
    const syntaxes = { before: original.transferSyntax, after: paired.after.file.transferSyntax };
    const told = describe(damageOf(inOneSpace({ before, after }, syntaxes), boxes));
    return told === undefined ? undefined : `${told}${lossyNote(original, paired.after.file)}`;
  } catch (error) {
    if (error instanceof DicomError) return `the image can no longer be decoded to its end: ${error.message}`;
    throw error;
  }
}

function shapeChange(before: Frames, after: Frames): string | undefined {
  if (before.count !== after.count) return `the image has ${after.count} frames, the original ${before.count}`;
  const [old, now] = [before.frame(0), after.frame(0)];
  if (old.rows !== now.rows || old.columns !== now.columns) {
    return `the image has ${now.columns} × ${now.rows} pixels, the original ${old.columns} × ${old.rows}`;
  }
  if (old.samples !== now.samples) return `the image has ${now.samples} samples a pixel, the original ${old.samples}`;
  return now.bitsStored >= old.bitsStored ? undefined : `the image has ${now.bitsStored} bits a sample, the original ${old.bitsStored}`;
}

function describe(damage: Damage): string | undefined {
  if (damage.changed === 0) return undefined;
  const share = percent(damage.changed / damage.samples);
  const ssim = damage.ssim === undefined ? '' : `, SSIM ${damage.ssim.toFixed(3)}`;
  const figures = `${damage.changed} samples (${share} %) differ, at most by ${damage.most}, PSNR ${damage.psnr.toFixed(1)} dB${ssim}`;
  return looksRecompressed(damage)
    ? `the image was compressed with loss: ${figures}`
    : `the image was changed where nothing had to be hidden: ${figures}`;
}

/** Two digits that count: `0.0012`, `4.7`, `80`, `100`. */
const percent = (share: number): string => (share >= 0.1 ? (share * 100).toFixed(0) : (share * 100).toPrecision(2));

/** Where a tool wrote with loss what had none: that, and whether the file says so (PS3.3 C.7.6.1.1.5). */
function lossyNote(before: DicomFile, after: DicomFile): string {
  if (!mayLose(after.transferSyntax) || mayLose(before.transferSyntax)) return '';
  const said = findElement(after.dataset, LOSSY_IMAGE_COMPRESSION);
  const isSaid = said !== undefined && stringValues(after, after.dataset, said)[0] === '01';
  return `; it is stored with loss now${isSaid ? '' : ', and Lossy Image Compression does not say so'}`;
}

/** Boxes of the key and of the plantings, with a margin. */
function boxesOf({ input }: UnitContext, { checks, instance }: PairedFile): Box[] {
  const keyed = checks.filter(({ action }) => action === 'pixels_hidden').flatMap((check) => hiddenBox(check) ?? []);
  const planted = (input.identifiers.hidden.get(instance.sop) ?? []).flatMap(({ carrier, box }) =>
    carrier === 'pixels' && box !== undefined ? [{ left: box[0], top: box[1], right: box[2], bottom: box[3] }] : [],
  );
  return [...keyed, ...planted].map(({ left, top, right, bottom }) => ({
    left: left - MARGIN,
    top: top - MARGIN,
    right: right + MARGIN,
    bottom: bottom + MARGIN,
  }));
}

function sampleCount(file: DicomFile): number {
  const { rows, columns, samples, frames } = pixelInfo(file);
  return rows * columns * samples * frames;
}
