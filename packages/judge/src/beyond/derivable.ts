import { dayNumber, isoDate } from '../identifiers/dates.ts';
import { digest, HASHES, hashUuids, toInteger, type HashName } from './hashes.ts';
import type { PairedFile, Rule, RuleRun, UnitContext } from './rule.ts';

/** Digits or letters of a hash that must agree: by chance once in 10^15 for a UID, once in 4 × 10^9 for a Patient ID. */
const UID_DIGITS = 15;
const ID_LETTERS = 8;
const ID_DIGITS = 10;
const SAMPLE = 12;
const STUDY_DATE = '<(0008,0020)>';
const MODULI = [364, 365, 366, 730, 1000, 3649, 3650, 3652, 3653, 10_000];

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

  #judgePatients(): void {
    for (const [old, now] of this.#context.patients.map) {
      const name = old === now ? undefined : HASHES.find((hash) => isHashedId(hash, old, now));
      const seen = this.#context.patients.first.get(old);
      if (name && seen)
        this.#report(seen.path, seen.patient, seen.ordinal, `the new Patient ID is the plain ${name.toUpperCase()} of the old one`);
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

/** Whether a UID's digits hold the start or the end of the decimal hash of the old UID, or its name-based UUID. */
export function isHashedUid(name: HashName, old: string, now: string): boolean {
  const bytes = digest(name, old);
  const numbers = [toInteger(bytes), toInteger(bytes.subarray(0, 16)), toInteger(bytes.subarray(0, 8))];
  numbers.push(...hashUuids(name, old));
  const digits = now.replaceAll('.', '');
  return numbers.some((number) => {
    const text = number.toString();
    return text.length >= UID_DIGITS && (digits.includes(text.slice(0, UID_DIGITS)) || digits.endsWith(text.slice(-UID_DIGITS)));
  });
}

/** Whether a Patient ID holds the start of the hash of the old one, hexadecimal or decimal. */
export function isHashedId(name: HashName, old: string, now: string): boolean {
  const bytes = digest(name, old);
  const lower = now.toLowerCase();
  if (lower.includes(bytes.toString('hex').slice(0, ID_LETTERS))) return true;
  if (now.includes(bytes.toString('base64url').slice(0, ID_LETTERS))) return true;
  const decimal = toInteger(bytes).toString();
  const digits = now.replaceAll(/\D/gu, '');
  return digits.includes(decimal.slice(0, ID_DIGITS)) || (digits.length >= ID_DIGITS && decimal.endsWith(digits.slice(-ID_DIGITS)));
}

/** The hash whose number, modulo a fixed count of days, gives every patient's shift; undefined for none. */
export function shiftFormula(shifts: readonly { patient: string; shift: number }[]): HashName | undefined {
  for (const name of HASHES) {
    const numbers = shifts.map(({ patient }) => hashNumbers(name, patient));
    for (let form = 0; form < numbers[0]!.length; form += 1) {
      for (const modulus of MODULI) {
        const rests = numbers.map((list) => Number(list[form]! % BigInt(modulus)));
        for (const add of [0, 1]) {
          for (const sign of [1, -1]) if (rests.every((rest, i) => sign * (rest + add) === shifts[i]!.shift)) return name;
        }
      }
    }
  }
  return undefined;
}

function hashNumbers(name: HashName, text: string): bigint[] {
  const bytes = digest(name, text);
  const little = Buffer.from(bytes.subarray(0, 8)).reverse();
  const hex = bytes.toString('hex');
  return [
    toInteger(bytes),
    toInteger(bytes.subarray(0, 8)),
    toInteger(bytes.subarray(0, 4)),
    toInteger(little),
    toInteger(bytes.subarray(-4)),
    BigInt(`0x${hex.slice(0, 15)}`),
  ];
}

function dayOf(text: string | undefined): number | undefined {
  const date = text === undefined ? undefined : isoDate(text);
  return date === undefined ? undefined : dayNumber(date);
}
