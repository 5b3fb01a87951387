import { pictureChange } from '../pixels/picture-change.ts';
import type { FileView } from '../unit/output-file.ts';
import type { PairedFile, Rule, UnitContext } from './rule.ts';

const PIXELS = '<(7fe0,0010)>';
/** Values that say what the pixels mean: whoever changes one without the pixels changes the image. */
const MEANING: readonly (readonly [path: string, name: string])[] = [
  ['<(0028,0004)>', 'Photometric Interpretation'],
  ['<(0028,0101)>', 'Bits Stored'],
  ['<(0028,0103)>', 'Pixel Representation'],
  ['<(0028,1052)>', 'Rescale Intercept'],
  ['<(0028,1053)>', 'Rescale Slope'],
  ['<(0028,0030)>', 'Pixel Spacing'],
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
      if (paired.after.hasPixelsOf(paired.before())) return reportMeaning(context, paired);
      const explanation = pictureChange(context, paired);
      if (explanation !== undefined) report(context, paired, PIXELS, explanation);
    },
  }),
};

/** Pixels kept, their meaning not. A value that is there in both and differs; one that is missing is the key's to judge. */
function reportMeaning(context: UnitContext, paired: PairedFile): void {
  if (paired.after.pixelBytes() === undefined) return;
  for (const [path, name] of MEANING) {
    const [old, now] = [valueAt(paired.before(), path), valueAt(paired.after, path)];
    if (old === '' || now === '' || old === now || Number(old) === Number(now)) continue;
    report(context, paired, path, `${name} changed and the stored pixels did not: the image now means something else`);
  }
}

const valueAt = (view: FileView, path: string): string => view.bare(path) ?? '';

function report(context: UnitContext, { instance }: PairedFile, tagPath: string, explanation: string): void {
  context.sink.findingUnlessKnown({
    rule: 'picture',
    tagPath,
    severity: 'low',
    label: 'bug',
    leak: false,
    category: '',
    patient: instance.patient,
    ordinal: instance.ordinal,
    explanation,
  });
}
