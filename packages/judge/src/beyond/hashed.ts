import { digest, HASHES, hashUuids, toInteger, type HashName } from './hashes.ts';

/** Digits or letters of a hash that must agree: by chance once in 10^15 for a UID, once in 4 × 10^9 for a Patient ID. */
const UID_DIGITS = 15;
const ID_LETTERS = 8;
const ID_DIGITS = 10;
const MODULI = [364, 365, 366, 730, 1000, 3649, 3650, 3652, 3653, 10_000];

/** Whether a UID's digits hold the start or the end of the decimal hash of the old UID, or its name-based UUID. */
export function isHashedUid(name: HashName, old: string, now: string): boolean {
  const digits = now.replaceAll('.', '');
  return stored(old, '\0').some((text) => {
    const bytes = digest(name, text);
    const numbers = [toInteger(bytes), toInteger(bytes.subarray(0, 16)), toInteger(bytes.subarray(0, 8)), ...hashUuids(name, text)];
    return numbers.some((number) => {
      const decimal = number.toString();
      return decimal.length >= UID_DIGITS && (digits.includes(decimal.slice(0, UID_DIGITS)) || digits.endsWith(decimal.slice(-UID_DIGITS)));
    });
  });
}

/** A value as text, and as it is stored where its length is odd: some tools hash the padding too. */
const stored = (text: string, padding: string): string[] => (text.length % 2 === 0 ? [text] : [text, text + padding]);

/** Whether a Patient ID holds the start of the hash of the old one, hexadecimal or decimal. */
export function isHashedId(name: HashName, old: string, now: string): boolean {
  const lower = now.toLowerCase();
  const digits = now.replaceAll(/\D/gu, '');
  return stored(old, ' ').some((text) => {
    const bytes = digest(name, text);
    const decimal = toInteger(bytes).toString();
    return (
      lower.includes(bytes.toString('hex').slice(0, ID_LETTERS)) ||
      now.includes(bytes.toString('base64url').slice(0, ID_LETTERS)) ||
      digits.includes(decimal.slice(0, ID_DIGITS)) ||
      (digits.length >= ID_DIGITS && decimal.endsWith(digits.slice(-ID_DIGITS)))
    );
  });
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
