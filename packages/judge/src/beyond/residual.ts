import { isoDate } from '../identifiers/dates.ts';
import { normalise } from '../identifiers/identifier.ts';
import { members } from '../maps/derive.ts';
import { kindName } from '../severity/kinds.ts';
import { severityOf } from '../severity/severity.ts';
import type { LeakDraft } from '../unit/sink.ts';
import { OtherPatients } from './other-patients.ts';
import { RetainedTexts } from './retained.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { inflateBudget, unreadNote } from './scan/inflate.ts';
import { inNames } from './scan/names.ts';
import { patternsOf, type PatientPatterns } from './scan/patterns.ts';
import { scanFile, type FileHit } from './scan/scan-file.ts';

/**
 * Residual identifiers: every identifier of the patient, in all its forms and encodings, in every byte of the output and in the names of
 * files and folders that the tool chose, and there what tells any other patient of the unit. docs/residual-scan.md lists places and encodings.
 */
export const residual: Rule = {
  name: 'residual',
  start: (context) => new ResidualRun(context),
};

class ResidualRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #others: OtherPatients;
  readonly #patterns = new Map<string, PatientPatterns>();
  #unread = 0;

  constructor(context: UnitContext) {
    this.#context = context;
    this.#others = new OtherPatients(context);
  }

  file(paired: PairedFile): void {
    const patterns = this.#patternsFor(paired.instance.patient);
    const report = this.#reporter(paired);
    const budget = inflateBudget();
    const others = this.#others.patternsFor(paired.instance.patient);
    for (const hit of scanFile(patterns, paired.after.file, budget, others)) report(hit);
    if (budget.unread > 0) this.#unread += 1;
    // A name that the tool was given is not its own; of a release (`scan`) each name is told to whoever gets it.
    if (paired.output !== paired.staged || this.#context.input.strangers === true)
      for (const known of others ? [patterns, others] : [patterns]) for (const hit of inNames(known, paired.output)) report(hit);
  }

  end(): void {
    if (this.#unread > 0) this.#context.sink.note(unreadNote(this.#unread));
  }

  #patternsFor(patient: string): PatientPatterns {
    let patterns = this.#patterns.get(patient);
    if (patterns === undefined) {
      // Whole patients follow one another: the patterns of the one before are not needed again.
      this.#patterns.clear();
      patterns = patternsOf(this.#context.input.identifiers.byPatient.get(patient) ?? []);
      this.#patterns.set(patient, patterns);
    }
    return patterns;
  }

  #reporter(pair: PairedFile): Reporter {
    const { instance, after, checks } = pair;
    const { sink } = this.#context;
    let retained: RetainedTexts | undefined;
    return (hit) => {
      const { at, place, found, vr } = hit;
      const { patient, kind, norm, text } = hit.identifier;
      const isOther = patient !== instance.patient;
      if (isOther && !this.#others.tells(hit, pair)) return;
      if (place !== 'hidden' && isShiftedDate(hit, at, vr, after.bare(at), pair)) return;
      if ((retained ??= new RetainedTexts(checks)).holds(at, found)) return;
      const draft: LeakDraft = {
        rule: 'residual',
        tagPath: at,
        kind,
        place,
        severity: severityOf(kind, place, hit.share, hit.familyName),
        label: 'leak',
        leak: true,
        category: '',
        patient,
        ordinal: instance.ordinal,
        norm,
        expected: text,
        ...(found === '' ? {} : { actual: found }),
        explanation: `the ${kindName(kind)} of the original stands here${isOther ? ', in a file of another patient' : ''}${hit.encoding && hit.encoding !== 'ASCII' ? ` in ${hit.encoding}` : ''}`,
      };
      sink.leakUnlessKnown(draft, normalise(kind, hit.text));
    };
  }
}

type Reporter = (hit: FileHit) => void;

/**
 * A date element that was shifted may by chance hold the day of another date of the patient. Where the day found is the element's own, the
 * date was written in another way, or got another time, and still stands there.
 */
function isShiftedDate(
  { identifier, found }: FileHit,
  at: string,
  vr: string,
  now: string | undefined,
  { before, hasOriginal }: PairedFile,
): boolean {
  if ((vr !== 'DA' && vr !== 'DT') || (identifier.kind !== 'event-date' && identifier.kind !== 'birth-date')) return false;
  const old = hasOriginal ? before().bare(at) : undefined;
  if (old === undefined || old === '' || old === now) return false;
  const values = members(now ?? '');
  return !members(old).some((text, i) => isoDate(text) === identifier.norm && (values[i] ?? '').includes(found));
}
