import { dayNumber, isoDate } from '../identifiers/dates.ts';
import { PATIENT_ID } from '../maps/derive.ts';
import { placeKey } from '../severity/place.ts';
import { isHashedId, isHashedUid, shiftFormula } from './hashed.ts';
import { HASHES, type HashName } from './hashes.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';
import { bug } from '../unit/bug.ts';

/** UIDs of one place that are looked at, and of all places. */
const OF_ONE_PLACE = 2;
const SAMPLE = 24;
/** Identifiers beside the Patient ID that some tools replace by a hash, of themselves or of the Patient ID. */
const IDENTIFIERS = ['<(0010,0010)>', '<(0008,0050)>', '<(0020,0010)>'];
/** Patients whose identifiers are looked at. */
const MOST_PATIENTS = 12;
/** Digits of a Patient ID that agree by chance once in 10^8: two patients must. */
const FEW_DIGITS = 8;
const STUDY_DATE = '<(0008,0020)>';

/**
 * Identifiers that are a plain function of the old ones: UIDs and Patient IDs that are an unsalted hash, a date shift that follows from the
 * Patient ID. Whoever holds a list of originals can link the output back. The ways looked for: MD5, the SHA family and BLAKE3 as decimal under any
 * root (CTP's @hashuid, pydicom's generate_uid with entropy sources), name-based UUIDs under 2.25, hexadecimal and decimal identifiers. One UID
 * or id that is a hash is enough: the digits that must agree do so by chance nowhere.
 */
export const derivable: Rule = {
  name: 'derivable',
  needsOriginal: true,
  start: (context) => new DerivableRun(context),
};

/** An identifier that was replaced, with the texts of which the new one may be a hash. */
interface Changed {
  olds: readonly string[];
  now: string;
  path: string;
  patient: string;
  ordinal: number;
}

class DerivableRun implements RuleRun {
  readonly #context: UnitContext;
  readonly #shifts = new Map<string, { shift: number; ordinal: number }>();
  readonly #changed = new Map<string, Changed[]>(IDENTIFIERS.map((path) => [path, []]));
  readonly #seen = new Set<string>();

  constructor(context: UnitContext) {
    this.#context = context;
  }

  file({ instance: { patient, ordinal }, before, after }: PairedFile): void {
    if (!this.#shifts.has(patient)) {
      const [old, now] = [dayOf(before().bare(STUDY_DATE)), dayOf(after.bare(STUDY_DATE))];
      if (old !== undefined && now !== undefined && old !== now) this.#shifts.set(patient, { shift: now - old, ordinal });
    }
    for (const [path, changed] of this.#changed) {
      if (changed.length >= MOST_PATIENTS || this.#seen.has(`${path}${patient}`)) continue;
      const [old, now] = [before().bare(path) ?? '', after.bare(path) ?? ''];
      // What is the Patient ID again is told with it.
      if (old === '' || now === '' || old === now || now === after.bare(PATIENT_ID)) continue;
      this.#seen.add(`${path}${patient}`);
      changed.push({ olds: [old, patient], now, path, patient, ordinal });
    }
  }

  end(): void {
    this.#judgeUids();
    this.#judgeIds(this.#patientIds(), 'Patient IDs');
    for (const changed of this.#changed.values()) this.#judgeIds(changed, 'identifiers here');
    this.#judgeShifts();
  }

  #judgeUids(): void {
    for (const { old, now, path, ordinal, patient } of this.#someUids()) {
      const name = HASHES.find((hash) => isHashedUid(hash, old, now));
      if (name !== undefined) return this.#report(path, patient, ordinal, `new UIDs are the plain ${name.toUpperCase()} of the old ones`);
    }
  }

  /** A few UIDs of every place: tools that hash some kinds of UID draw others at random. */
  *#someUids(): Iterable<{ old: string; now: string; path: string; ordinal: number; patient: string }> {
    const counts = new Map<string, number>();
    let left = SAMPLE;
    for (const [old, now] of this.#context.uids.map) {
      // A released crosswalk also names what is in none of the files.
      const seen = this.#context.uids.first.get(old);
      if (seen === undefined || old === now) continue;
      const place = placeKey(seen.path);
      const count = counts.get(place) ?? 0;
      counts.set(place, count + 1);
      if (count < OF_ONE_PLACE) yield { old, now, ...seen };
      if (count < OF_ONE_PLACE && (left -= 1) === 0) return;
    }
  }

  #patientIds(): Changed[] {
    const { map, first } = this.#context.patients;
    return [...map].slice(0, MOST_PATIENTS).flatMap(([old, now]) => {
      const seen = first.get(old);
      return seen === undefined || old === now ? [] : [{ olds: [old], now, ...seen }];
    });
  }

  /** One finding for the unit: where one id is a plain hash, all are. */
  #judgeIds(changed: readonly Changed[], what: string): void {
    const isHash = (name: HashName, { olds, now }: Changed, digits?: number): boolean =>
      olds.some((old) => isHashedId(name, old, now, digits));
    for (const name of HASHES) {
      const alike = changed.filter((one) => isHash(name, one, FEW_DIGITS));
      const told = alike.find((one) => alike.length > 1 || isHash(name, one));
      if (told === undefined) continue;
      return this.#report(told.path, told.patient, told.ordinal, `new ${what} are the plain ${name.toUpperCase()} of the old ones`);
    }
  }

  /** Three patients that fit one formula don't do so by chance: there are some 1,000 formulas and at least 364 shifts. Of more patients any formula is worked out. */
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
        `the date shift follows from the Patient ID: its ${found === 'digits' ? found : found.toUpperCase()} modulo a fixed number of days`,
      );
  }

  #report(tagPath: string, patient: string, ordinal: number, what: string): void {
    const explanation = `${what}: whoever holds a list of originals can link them`;
    this.#context.sink.finding(
      bug({
        rule: 'derivable',
        tagPath,
        severity: 'medium',
        patient,
        ordinal,
        explanation,
      }),
    );
  }
}

function dayOf(text: string | undefined): number | undefined {
  const date = text === undefined ? undefined : isoDate(text);
  return date === undefined ? undefined : dayNumber(date);
}
