import { effectiveVr, findElement, stringValues, type DicomItem } from '@deidbench/dicom';
import { falseClaim } from '../unit/no-text-claim.ts';
import type { FileView } from '../unit/output-file.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { bug } from '../unit/bug.ts';

const REMOVED = '<(0012,0062)>';
const METHOD = '<(0012,0063)>';
const METHOD_CODES = '<(0012,0064)>';
const BURNED_IN = '<(0028,0301)>';
const DATES_MODIFIED = '<(0028,0303)>';
const CODE_VALUES = [0x00080100, 0x00080119, 0x00080120];
const CODING_SCHEME = 0x00080102;
/** Codes of DCM for de-identification methods (PS3.16 CID 7050), and the two of dates. */
const METHODS = /^1131[01]\d$/u;
const FULL_DATES = '113106';
const MODIFIED_DATES = '113107';
const DATE_PATHS = ['<(0008,0020)>', '<(0008,0021)>', '<(0008,0023)>'];

/**
 * Marks of de-identification (PS3.15 E.2, PS3.3 C.7.1.1): Patient Identity Removed says YES and a method stands beside it, in words or codes;
 * Longitudinal Temporal Information Modified and Burned In Annotation say what is true of the file.
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

  file(paired: PairedFile): void {
    const { instance, before, after } = paired;
    const { patient, ordinal } = instance;
    const codes = codesOf(after);
    const faults = [
      methodFault(after, codes),
      codes && codesFault(codes, datesOf(before(), after)),
      datesFault(said(after, DATES_MODIFIED), datesOf(before(), after), this.#areDatesClaimed(codes)),
      this.#burnedInFault(paired),
    ];
    for (const fault of faults) {
      if (!fault) continue;
      this.#context.sink.findingUnlessKnown(bug({ rule: 'markers', severity: 'low', patient, ordinal, ...fault }));
    }
  }

  #areDatesClaimed(codes: readonly Code[] | undefined): boolean {
    return this.#context.policy.options.includes('modified-dates') || codes?.some(({ value }) => value === MODIFIED_DATES) === true;
  }

  #burnedInFault({ instance, before, after }: PairedFile): Fault | undefined {
    const { sink } = this.#context;
    const { patient, ordinal } = instance;
    const now = said(after, BURNED_IN);
    const isTextLeft = sink.isTextLeft(ordinal);
    if (now === 'NO') {
      if (isTextLeft) return falseClaim({ patient, ordinal });
      sink.claimNoText({ patient, ordinal });
      return undefined;
    }
    if (now === '') return undefined;
    if (now !== 'YES') return { tagPath: BURNED_IN, explanation: 'the file says neither that text is burned in nor that none is' };
    if (isTextLeft || sink.isWaiting(ordinal)) return undefined;
    const isHonest = said(before(), BURNED_IN) === 'YES' && after.hasPixelsOf(before());
    return isHonest
      ? undefined
      : { tagPath: BURNED_IN, explanation: 'the file says that text is burned in, and none that is known is left' };
  }
}

interface Fault {
  tagPath: string;
  explanation: string;
}

interface Code {
  value: string;
  scheme: string;
}

const said = (view: FileView, path: string): string => (view.bare(path) ?? '').trim();

/** Codes of the methods, one an item; undefined where the sequence is absent. */
function codesOf({ index, file }: FileView): Code[] | undefined {
  const items = index.get(METHOD_CODES)?.element.items;
  const text = (item: DicomItem, tag: number): string => {
    const element = findElement(item, tag);
    return element && effectiveVr(file, item, element) !== 'SQ' ? (stringValues(file, item, element)[0] ?? '').trim() : '';
  };
  return items?.map((item) => ({
    value: CODE_VALUES.map((tag) => text(item, tag)).find((value) => value !== '') ?? '',
    scheme: text(item, CODING_SCHEME),
  }));
}

function methodFault(after: FileView, codes: readonly Code[] | undefined): Fault | undefined {
  if (said(after, REMOVED) !== 'YES')
    return { tagPath: REMOVED, explanation: 'the file does not say that the identity of the patient was removed' };
  const isEmpty = said(after, METHOD) === '';
  if (isEmpty && (codes === undefined || after.index.has(METHOD)))
    return { tagPath: METHOD, explanation: 'the file does not say how it was de-identified' };
  return undefined;
}

function codesFault(codes: readonly Code[], dates: Dates): Fault | undefined {
  const fault = (explanation: string): Fault => ({ tagPath: METHOD_CODES, explanation });
  if (codes.length === 0 || codes.some(({ value }) => value === '')) return fault('a code of the method of de-identification is missing');
  if (codes.some(({ value, scheme }) => scheme === 'DCM' && !METHODS.test(value)))
    return fault('a code of the method of de-identification is none');
  if (dates === 'moved' && codes.some(({ value }) => value === FULL_DATES))
    return fault('the codes say that dates were kept in full, and they were not');
  return undefined;
}

/** What became of the dates of study, series and content. */
type Dates = 'moved' | 'kept' | 'gone';

function datesOf(before: FileView, after: FileView): Dates {
  const pairs = DATE_PATHS.map((path) => [said(before, path), said(after, path)] as const).filter(([old, now]) => old !== '' && now !== '');
  if (pairs.length === 0) return 'gone';
  return pairs.some(([old, now]) => old !== now) ? 'moved' : 'kept';
}

function datesFault(now: string, dates: Dates, areClaimed: boolean): Fault | undefined {
  const fault = (explanation: string): Fault => ({ tagPath: DATES_MODIFIED, explanation });
  if (!['', 'UNMODIFIED', 'MODIFIED', 'REMOVED'].includes(now)) return fault('what the file says of its dates is no term of the standard');
  if (dates === 'moved' && now === 'UNMODIFIED') return fault('the file says that its dates are unmodified, and they are not');
  if (dates !== 'gone' && now === 'REMOVED') return fault('the file says that its dates were removed, and they are there');
  if (dates === 'moved' && now === '' && areClaimed) return fault('the claimed policy modifies dates and the file does not say so');
  return undefined;
}
