import { effectiveVr, walk } from '@deidbench/dicom';
import type { Place } from '@deidbench/core/model';
import { placeOf } from '../severity/place.ts';
import { normalise } from '../identifiers/identifier.ts';
import { kindName } from '../severity/kinds.ts';
import { severityOf } from '../severity/severity.ts';
import type { LeakDraft } from '../unit/sink.ts';
import { textOf } from '../unit/text.ts';
import { RetainedTexts } from './retained.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { findIdentifiers, findWords, type Hit } from './scan/find.ts';
import { inflatedParts } from './scan/inflate.ts';
import { FileMap, type Spot } from './scan/locate.ts';
import { patternsOf, type PatientPatterns } from './scan/patterns.ts';

type Found = Omit<Hit, 'encoding' | 'offset' | 'length'> & { encoding?: Hit['encoding'] };

/**
 * Residual identifiers: every identifier of the patient, in all its forms and encodings, in every byte of the output and in the names of
 * files and folders that the tool chose. docs/residual-scan.md lists places and encodings.
 */
export const residual: Rule = {
  name: 'residual',
  start: (context) => new ResidualRun(context),
};

const WORD_VRS = new Set(['LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UT']);
const BLOB_VRS = new Set(['OB', 'UN', 'OW']);
const PIXELS = 0x7fe00010;
const PREAMBLE = 128;

class ResidualRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #patterns = new Map<string, PatientPatterns>();

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file(paired: PairedFile): void {
    const patterns = this.#patternsFor(paired.instance.patient);
    const report = this.#reporter(paired);
    this.#scanBytes(paired, patterns, report);
    this.#scanTexts(paired, patterns, report);
    this.#scanEdges(paired, patterns, report);
    this.#scanName(paired, patterns, report);
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

  #scanBytes({ after }: PairedFile, patterns: PatientPatterns, report: Reporter): void {
    const { bytes } = after.file;
    let map: FileMap | undefined;
    const spotOf = (offset: number, length: number): Spot => (map ??= new FileMap(after.file)).spotOf(offset, length);
    for (const hit of findIdentifiers(patterns, bytes, (offset, length) => spotOf(offset, length).vr)) {
      const spot = spotOf(hit.offset, hit.length);
      report(hit, spot.at, spot.place, Buffer.from(bytes.subarray(hit.offset, hit.offset + hit.length)).toString('latin1'), spot.vr);
    }
  }

  /** Short names by word, and what is compressed inside values. */
  #scanTexts({ after }: PairedFile, patterns: PatientPatterns, report: Reporter): void {
    const { file } = after;
    walk(file, (element, item, path) => {
      if (element.items !== undefined || element.tag === PIXELS) return;
      const vr = effectiveVr(file, item, element);
      if (WORD_VRS.has(vr) && patterns.words.size > 0) {
        const text = textOf(file, item, element);
        for (const hit of findWords(patterns, text)) report(hit, path, undefined, text, vr);
      } else if (BLOB_VRS.has(vr)) {
        for (const part of inflatedParts(file.bytes.subarray(element.valueOffset, element.valueOffset + element.length))) {
          const place = path.startsWith('<(0042,0011)') ? undefined : 'hidden';
          for (const hit of findIdentifiers(patterns, part, () => '')) report(hit, path, place, '', vr);
        }
      }
    });
  }

  /** Short names before and behind the data set, and in the file meta information, as words. */
  #scanEdges({ after }: PairedFile, patterns: PatientPatterns, report: Reporter): void {
    if (patterns.words.size === 0) return;
    const { bytes, hasPreamble, meta, trailing } = after.file;
    const ranges: (readonly [at: string, offset: number, length: number])[] = [
      ['preamble', 0, hasPreamble ? PREAMBLE : 0],
      ...meta.map(({ tag, valueOffset, length }) => [metaPath(tag), valueOffset, length] as const),
      ['trailing', trailing.offset, trailing.length],
    ];
    for (const [at, offset, length] of ranges) {
      const text = Buffer.from(bytes.subarray(offset, offset + length)).toString('latin1');
      for (const hit of findWords(patterns, text)) report(hit, at, undefined, hit.text, '');
    }
  }

  #scanName({ output, staged }: PairedFile, patterns: PatientPatterns, report: Reporter): void {
    if (output === staged) return;
    const slash = output.lastIndexOf('/');
    const parts = [
      ['folder name', output.slice(0, Math.max(0, slash))],
      ['file name', output.slice(slash + 1)],
    ] as const;
    for (const [at, name] of parts) {
      for (const hit of findIdentifiers(patterns, Buffer.from(name), () => '')) report(hit, at, undefined, name, '');
      for (const hit of findWords(patterns, name)) report(hit, at, undefined, name, '');
    }
  }

  #reporter(pair: PairedFile): Reporter {
    const { instance, after, checks } = pair;
    const { sink } = this.#context;
    let retained: RetainedTexts | undefined;
    return (hit, at, place, found, vr) => {
      const { kind, norm, text } = hit.identifier;
      if (place !== 'hidden' && isShiftedDate(hit, at, vr, after.bare(at), pair)) return;
      if ((retained ??= new RetainedTexts(checks)).holds(at, found)) return;
      const where = place ?? placeOf(at);
      const draft: LeakDraft = {
        rule: 'residual',
        tagPath: at,
        kind,
        place: where,
        severity: severityOf(kind, where, hit.share, hit.familyName),
        label: 'leak',
        leak: true,
        category: '',
        patient: instance.patient,
        ordinal: instance.ordinal,
        norm,
        expected: text,
        ...(found === '' ? {} : { actual: found }),
        explanation: `the ${kindName(kind)} of the original stands here${hit.encoding && hit.encoding !== 'ASCII' ? ` in ${hit.encoding}` : ''}`,
      };
      sink.leakUnlessKnown(draft, normalise(kind, hit.text));
    };
  }
}

/** Path of an element of the file meta information. */
const metaPath = (tag: number): string => `<(0002,${(tag & 0xffff).toString(16).padStart(4, '0')})>`;

type Reporter = (hit: Found, at: string, place: Place | undefined, found: string, vr: string) => void;

/** A date element that was shifted may by chance hold the day of another date of the patient. */
function isShiftedDate(
  { identifier }: Found,
  at: string,
  vr: string,
  now: string | undefined,
  { before, hasOriginal }: PairedFile,
): boolean {
  if ((vr !== 'DA' && vr !== 'DT') || (identifier.kind !== 'event-date' && identifier.kind !== 'birth-date')) return false;
  const old = hasOriginal ? before().bare(at) : undefined;
  return old !== undefined && old !== '' && old !== now;
}
