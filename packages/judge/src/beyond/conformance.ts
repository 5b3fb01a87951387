import type { DicomFile } from '@deidbench/dicom';
import { isStandardUid } from '../maps/derive.ts';
import type { FileView } from '../unit/output-file.ts';
import { textOf } from '../unit/text.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { bug } from '../unit/bug.ts';

/** A fault of one file: where, and what. */
interface Fault {
  tagPath: string;
  explanation: string;
}

/** Transfer syntaxes whose Pixel Data are not encapsulated. */
const NATIVE = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.1.99', '1.2.840.10008.1.2.2']);
const PIXELS = '<(7fe0,0010)>';

/**
 * Conformance of the output's file: meta information that fits the data set (PS3.10 7.1), pixels that fit the transfer syntax. Types are the
 * key's to judge, the IOD is `withIodErrors`'. Faults that the original has too are not the tool's.
 */
export const conformance: Rule = {
  name: 'conformance',
  needsOriginal: true,
  start: (context) => new ConformanceRun(context),
};

class ConformanceRun implements RuleRun {
  readonly #context: UnitContext;

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file({ instance, before, after }: PairedFile): void {
    const { patient, ordinal } = instance;
    const faults = structureFaults(after);
    const old = faults.length > 0 ? new Set(structureFaults(before()).map(({ tagPath }) => tagPath)) : undefined;
    for (const { tagPath, explanation } of faults.filter((fault) => !old?.has(fault.tagPath))) {
      this.#context.sink.findingUnlessKnown(
        bug({
          rule: 'conformance',
          tagPath,
          severity: 'low',
          patient,
          ordinal,
          explanation,
        }),
      );
    }
  }
}

function structureFaults(view: FileView): Fault[] {
  const { file } = view;
  const faults: Fault[] = [];
  const fault = (tagPath: string, explanation: string): void => void faults.push({ tagPath, explanation });
  const [sopClass, sop] = [metaText(file, 0x00020002), metaText(file, 0x00020003)];
  if (file.transferSyntax === '') fault('<(0002,0010)>', 'the file does not say its transfer syntax');
  else if (!isStandardUid(file.transferSyntax)) fault('<(0002,0010)>', 'the transfer syntax is not one of the standard');
  if (sopClass !== view.bare('<(0008,0016)>'))
    fault('<(0002,0002)>', 'the SOP class of the file meta information is not that of the data set');
  if (sop !== view.bare('<(0008,0018)>'))
    fault('<(0002,0003)>', 'the SOP instance of the file meta information is not that of the data set');
  if (file.problems.some(({ code }) => code === 'META_WRONG')) fault('<(0002,0000)>', 'the file meta information is broken');
  const pixels = isStandardUid(file.transferSyntax) ? view.index.get(PIXELS)?.element : undefined;
  if (pixels && (pixels.fragments !== undefined) === NATIVE.has(file.transferSyntax)) {
    fault(PIXELS, 'the pixels are not stored as the transfer syntax says');
  }
  return faults;
}

function metaText(file: DicomFile, tag: number): string | undefined {
  const element = file.meta.findLast((e) => e.tag === tag);
  return element && textOf(file, file.dataset, element);
}
