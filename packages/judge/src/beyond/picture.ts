import { pictureChange } from '../pixels/picture-change.ts';
import type { FileView } from '../unit/output-file.ts';
import type { PairedFile, Rule, UnitContext } from './rule.ts';
import { bug } from '../unit/bug.ts';

const PIXELS = '<(7fe0,0010)>';
/** Values that say what stored pixels mean: whoever changes one without the pixels changes the image. */
const CODING: readonly (readonly [path: string, name: string])[] = [
  ['<(0028,0004)>', 'Photometric Interpretation'],
  ['<(0028,0101)>', 'Bits Stored'],
  ['<(0028,0103)>', 'Pixel Representation'],
];
/** Values that say what decoded pixels measure, and where they lie. */
const MEASURE: readonly (readonly [path: string, name: string])[] = [
  ['<(0028,1052)>', 'Rescale Intercept'],
  ['<(0028,1053)>', 'Rescale Slope'],
  ['<(0028,0030)>', 'Pixel Spacing'],
  ['<(0018,1164)>', 'Imager Pixel Spacing'],
  ['<(0018,0050)>', 'Slice Thickness'],
  ['<(0020,0032)>', 'Image Position (Patient)'],
  ['<(0020,0037)>', 'Image Orientation (Patient)'],
];

/**
 * What a tool did to the picture beside hiding text: an image that can't be decoded any more, has another shape, means something else, or differs
 * outside the boxes where something had to be hidden. Decoded samples are compared, so that another encoding of the same image is no finding.
 */
export const picture: Rule = {
  name: 'picture',
  needsOriginal: true,
  start: (context) => ({
    file(paired: PairedFile): void {
      const kept = paired.after.hasPixelsOf(paired.before());
      reportMeaning(context, paired, kept ? [...CODING, ...MEASURE] : MEASURE);
      if (kept) return;
      const explanation = pictureChange(context, paired);
      if (explanation !== undefined) report(context, paired, PIXELS, explanation);
    },
  }),
};

/** A value that is there in both and differs; one that is missing is the key's to judge. */
function reportMeaning(context: UnitContext, paired: PairedFile, meaning: typeof CODING): void {
  if (paired.after.pixelBytes() === undefined) return;
  for (const [path, name] of meaning) {
    const [old, now] = [valueAt(paired.before(), path), valueAt(paired.after, path)];
    if (old === '' || now === '' || old === now || sameNumbers(old, now)) continue;
    report(context, paired, path, `${name} changed and the pixels were not made anew for it: the image now means something else`);
  }
}

/** Equal numbers may be written in several ways. */
function sameNumbers(old: string, now: string): boolean {
  const [a, b] = [old, now].map((text) => text.match(/[-+]?\d[\d.]*(?:[eE][-+]?\d+)?/g)?.map(Number) ?? []) as [number[], number[]];
  return a.length > 0 && a.length === b.length && a.every((value, i) => Math.abs(value - b[i]!) <= 1e-6 * Math.max(1, Math.abs(value)));
}

const valueAt = (view: FileView, path: string): string => view.bare(path) ?? '';

function report(context: UnitContext, { instance }: PairedFile, tagPath: string, explanation: string): void {
  context.sink.findingUnlessKnown(
    bug({
      rule: 'picture',
      tagPath,
      severity: 'low',
      patient: instance.patient,
      ordinal: instance.ordinal,
      explanation,
    }),
  );
}
