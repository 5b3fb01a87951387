import { DicomError, pixelElement, pixelInfo, type Box, type DicomFile } from '@deidbench/dicom';
import { hiddenBox } from '../actions/index.ts';
import type { PairedFile, UnitContext } from '../beyond/rule.ts';
import { framesOf, type Frames } from '../unit/frames.ts';
import { damageOf, looksRecompressed, type Damage } from './damage.ts';

/** What tools paint around a text to be sure: pixels this far outside its box are not held against them. */
const MARGIN = 8;
/** More samples than this are not compared one by one: it is said, and the bound keeps a hostile image from costing minutes. */
const MOST_SAMPLES = 2 ** 28;

/** What a tool did to the decoded image beside hiding text, in one sentence with figures; undefined for nothing. */
export function pictureChange(context: UnitContext, paired: PairedFile): string | undefined {
  const original = paired.before().file;
  const before = framesOf(original);
  if (before === undefined) return undefined;
  if (pixelElement(paired.after.file) === undefined) return 'the image has no pixels any more';
  const after = framesOf(paired.after.file);
  if (after === undefined) return 'the image can no longer be decoded';
  const shape = shapeChange(before, after);
  if (shape !== undefined) return shape;
  // Without a key nothing tells which boxes had to be blanked.
  if (context.input.key === undefined) return undefined;
  if (sampleCount(original) > MOST_SAMPLES) {
    context.sink.note('images of more than 268 million samples were not compared sample by sample');
    return undefined;
  }
  try {
    return describe(damageOf(before, after, boxesOf(context, paired)), context.input.key !== undefined);
  } catch (error) {
    if (error instanceof DicomError) return 'the image can no longer be decoded to its end';
    throw error;
  }
}

function shapeChange(before: Frames, after: Frames): string | undefined {
  if (before.count !== after.count) return `the image has ${after.count} frames, the original ${before.count}`;
  const [old, now] = [before.frame(0), after.frame(0)];
  if (old.rows !== now.rows || old.columns !== now.columns) {
    return `the image has ${now.columns} × ${now.rows} pixels, the original ${old.columns} × ${old.rows}`;
  }
  return old.samples === now.samples ? undefined : `the image has ${now.samples} samples a pixel, the original ${old.samples}`;
}

/** Without a key nobody says what had to be hidden: a part of the image that was painted over is no damage then. */
function describe(damage: Damage, isKeyed: boolean): string | undefined {
  if (damage.changed === 0 || (!isKeyed && !looksRecompressed(damage))) return undefined;
  const share = ((damage.changed / damage.samples) * 100).toPrecision(2);
  const figures = `${share} % of the samples differ, at most by ${damage.most}, PSNR ${damage.psnr.toFixed(1)} dB`;
  return looksRecompressed(damage)
    ? `the image was compressed with loss: ${figures}`
    : `the image was changed where nothing had to be hidden: ${figures}`;
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
