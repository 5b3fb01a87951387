import type { FileView } from '../unit/output-file.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';

const REMOVED = '<(0012,0062)>';
const METHOD = '<(0012,0063)>';
const METHOD_CODES = '<(0012,0064)>';
const BURNED_IN = '<(0028,0301)>';
const DATES_MODIFIED = '<(0028,0303)>';

/**
 * Marks of de-identification (PS3.15 E.2, PS3.3 C.7.1.1): Patient Identity Removed says YES and a method stands beside it; Longitudinal Temporal
 * Information Modified and Burned In Annotation say what is true of the file.
 */
export const markers: Rule = {
  name: 'markers',
  needsOriginal: true,
  start: (context) => new MarkersRun(context),
};

class MarkersRun implements RuleRun {
  readonly #context: UnitContext;

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file({ instance, before, after }: PairedFile): void {
    const { patient, ordinal } = instance;
    const fault = (tagPath: string, explanation: string): void => {
      const common = { rule: 'markers', severity: 'low', label: 'bug', leak: false, category: '', patient, ordinal } as const;
      this.#context.sink.findingUnlessKnown({ ...common, tagPath, explanation });
    };
    if (after.bare(REMOVED) !== 'YES') fault(REMOVED, 'the file does not say that the identity of the patient was removed');
    else if ((after.bare(METHOD) ?? '') === '' && !after.index.has(METHOD_CODES))
      fault(METHOD, 'the file does not say how it was de-identified');
    const moved = datesMoved(before(), after);
    const said = after.bare(DATES_MODIFIED) ?? '';
    if (moved && said === 'UNMODIFIED') fault(DATES_MODIFIED, 'the file says that its dates are unmodified, and they are not');
    if (moved && said === '' && this.#context.policy.options.includes('modified-dates')) {
      fault(DATES_MODIFIED, 'the claimed policy modifies dates and the file does not say so');
    }
    const hidden = this.#context.sink.isKnown(ordinal, 'pixels');
    if (hidden && after.bare(BURNED_IN) === 'NO') fault(BURNED_IN, 'the file says that no text is burned in, and it is');
  }
}

function datesMoved(before: FileView, after: FileView): boolean {
  for (const path of ['<(0008,0020)>', '<(0008,0021)>', '<(0008,0023)>']) {
    const [old, now] = [before.bare(path) ?? '', after.bare(path) ?? ''];
    if (old !== '' && now !== '' && old !== now) return true;
  }
  return false;
}
