import { dayNumber, isoDate } from '../identifiers/dates.ts';
import { isHashedId, isHashedUid, shiftFormula } from './hashed.ts';
import { HASHES } from './hashes.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';

const SAMPLE = 12;
const STUDY_DATE = '<(0008,0020)>';

/**
 * Identifiers that are a plain function of the old ones: UIDs and Patient IDs that are an unsalted hash, a date shift that follows from the
 * Patient ID. Whoever holds a list of originals can link the output back. The ways looked for: MD5, the SHA family and BLAKE3 as decimal under any
 * root (CTP's @hashuid, pydicom's generate_uid with entropy sources), name-based UUIDs under 2.25, hexadecimal and decimal Patient IDs.
 */
export const derivable: Rule = {
  name: 'derivable',
  needsOriginal: true,
  start: (context) => new DerivableRun(context),
};

class DerivableRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #shifts = new Map<string, { shift: number; ordinal: number }>();
  readonly #firsts = new Map<string, number>();

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file({ instance, before, after }: PairedFile): void {
    const { patient, ordinal } = instance;
    if (!this.#firsts.has(patient)) this.#firsts.set(patient, ordinal);
    if (this.#shifts.has(patient)) return;
    const [old, now] = [dayOf(before().bare(STUDY_DATE)), dayOf(after.bare(STUDY_DATE))];
    if (old !== undefined && now !== undefined && old !== now) this.#shifts.set(patient, { shift: now - old, ordinal });
  }

  end(): void {
    this.#judgeUids();
    this.#judgePatients();
    this.#judgeShifts();
  }

  #judgeUids(): void {
    const { map, first } = this.#context.uids;
    const changed = [...map].filter(([old, now]) => old !== now).slice(0, SAMPLE);
    const name = changed.length > 0 ? HASHES.find((hash) => changed.every(([old, now]) => isHashedUid(hash, old, now))) : undefined;
    if (name === undefined) return;
    const { path, ordinal, patient } = first.get(changed[0]![0])!;
    this.#report(path, patient, ordinal, `new UIDs are the plain ${name.toUpperCase()} of the old ones`);
  }

  /** One finding for the unit: where one id is a plain hash, all are. */
  #judgePatients(): void {
    for (const [old, now] of this.#context.patients.map) {
      const name = old === now ? undefined : HASHES.find((hash) => isHashedId(hash, old, now));
      const seen = this.#context.patients.first.get(old);
      if (name === undefined || seen === undefined) continue;
      this.#report(seen.path, seen.patient, seen.ordinal, `new Patient IDs are the plain ${name.toUpperCase()} of the old ones`);
      return;
    }
  }

  /** Three patients that fit one formula don't do so by chance: there are some 1,000 formulas and at least 364 shifts. */
  #judgeShifts(): void {
    const shifts = [...this.#shifts].map(([patient, { shift }]) => ({ patient, shift }));
    if (new Set(shifts.map(({ shift }) => shift)).size < 3) return;
    const found = shiftFormula(shifts);
    const [patient, { ordinal }] = [...this.#shifts][0]!;
    if (found)
      this.#report(
        STUDY_DATE,
        patient,
        ordinal,
        `the date shift follows from the Patient ID: its ${found.toUpperCase()} modulo a fixed number of days`,
      );
  }

  #report(tagPath: string, patient: string, ordinal: number, what: string): void {
    const explanation = `${what}: whoever holds a list of originals can link them`;
    this.#context.sink.finding({
      rule: 'derivable',
      tagPath,
      severity: 'medium',
      label: 'bug',
      leak: false,
      category: '',
      patient,
      ordinal,
      explanation,
    });
  }
}

function dayOf(text: string | undefined): number | undefined {
  const date = text === undefined ? undefined : isoDate(text);
  return date === undefined ? undefined : dayNumber(date);
}
