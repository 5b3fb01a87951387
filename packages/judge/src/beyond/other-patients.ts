import { normalise } from '../identifiers/identifier.ts';
import type { PairedFile, UnitContext } from './rule.ts';
import type { PatientPatterns } from './scan/patterns.ts';
import type { FileHit } from './scan/scan-file.ts';
import { unitPatterns } from './scan/unit-patterns.ts';

/** Identifiers of one patient in the file of another: a tool that mixes patients up gives both away. */
export class OtherPatients {
  readonly #patterns: PatientPatterns | undefined;
  readonly #input: UnitContext['input'];
  #stood = { ordinal: -1, texts: new Map<string, boolean>() };
  readonly #own = new Map<string, ReadonlySet<string>[]>();

  constructor({ input }: UnitContext) {
    this.#input = input;
    this.#patterns = unitPatterns(input.identifiers);
  }

  /** What tells any patient of the unit but this one; undefined where there is no other. */
  patternsFor(patient: string): PatientPatterns | undefined {
    return this.#patterns && { ...this.#patterns, except: patient };
  }

  /** True unless what was found is the file's own patient's as well, is the new Patient ID, or stood in the original of this very file. */
  tells({ identifier, found, at }: FileHit, { instance, hasOriginal, before }: PairedFile): boolean {
    const { patient } = instance;
    if (this.#isOwn(patient, identifier.norm)) return false;
    const planned = this.#input.crosswalk?.patients.get(patient);
    if (planned !== undefined && normalise('direct-number', planned) === identifier.norm) return false;
    return !hasOriginal || found === '' || at.endsWith(' name') || !this.#stoodIn(instance.ordinal, before, found);
  }

  /** Answers are kept for one file: a hostile one may repeat a text thousands of times. */
  #stoodIn(ordinal: number, before: PairedFile['before'], found: string): boolean {
    if (this.#stood.ordinal !== ordinal) this.#stood = { ordinal, texts: new Map() };
    let stood = this.#stood.texts.get(found);
    if (stood === undefined) {
      const { buffer, byteOffset, byteLength } = before().file.bytes;
      stood = Buffer.from(buffer, byteOffset, byteLength).includes(found, 0, 'latin1');
      this.#stood.texts.set(found, stood);
    }
    return stood;
  }

  #isOwn(patient: string, norm: string): boolean {
    let own = this.#own.get(patient);
    if (own === undefined) {
      own = (this.#input.identifiers.byPatient.get(patient) ?? []).map((one) => new Set(one.norm.split(' ')));
      this.#own.set(patient, own);
    }
    const words = norm.split(' ');
    return own.some((known) => words.every((word) => known.has(word)));
  }
}
