import { crc32 } from 'node:zlib';
import { digest, HASHES, hashUuids, toInteger, type HashName } from './hashes.ts';

/** Digits of a hash that must agree: by chance once in 10^15 for a UID. */
const UID_DIGITS = 15;
/** Letters of a hash in a Patient ID: by chance once in 4 × 10^9. */
const ID_LETTERS = 8;

/** Whether a UID's digits hold the start or the end of a hash of the old UID, written in any of the ways that `decimalsOf` knows. */
export function isHashedUid(name: HashName, old: string, now: string): boolean {
  const digits = now.replaceAll('.', '');
  return stored(old, '\0').some((text) =>
    [...decimalsOf(digest(name, text)), ...hashUuids(name, text).map(String)].some(
      (decimal) =>
        decimal.length >= UID_DIGITS && (digits.includes(decimal.slice(0, UID_DIGITS)) || digits.endsWith(decimal.slice(-UID_DIGITS))),
    ),
  );
}

/** A value as text, and as it is stored where its length is odd: some tools hash the padding too. */
const stored = (text: string, padding: string): string[] => (text.length % 2 === 0 ? [text] : [text, text + padding]);

/** Shortest part of a hash that is written as a number with `UID_DIGITS` digits, in bytes. */
const SHORTEST_PART = 7;

/** Ways to write a hash in digits: as one number, its first or last bytes alone, from either end, byte by byte, letter by letter. */
function decimalsOf(bytes: Buffer): string[] {
  const backwards = Buffer.from(bytes).reverse();
  const parts: Buffer[] = [];
  for (let length = SHORTEST_PART; length <= bytes.length; length += 1) parts.push(bytes.subarray(0, length));
  for (const length of [8, 16]) parts.push(bytes.subarray(-length), backwards.subarray(-length));
  const hex = bytes.toString('hex');
  return [...parts, backwards].map((part) => toInteger(part).toString()).concat([...bytes].join(''), Array.from(hex, hexDigit).join(''));
}

const hexDigit = (letter: string): string => String(Number.parseInt(letter, 16));

/** Whether an identifier holds a part of the hash of the old one: letters in hexadecimal or Base64, or at least `idDigits` decimal digits. */
export function isHashedId(name: HashName, old: string, now: string, idDigits = 10): boolean {
  const digits = now.replaceAll(/\D/gu, '');
  return stored(old, ' ').some((text) => {
    const bytes = digest(name, text);
    return (
      holdsPartOf(bytes.toString('hex'), now.toLowerCase()) ||
      ['base64', 'base64url'].some((form) => now.includes(bytes.toString(form as BufferEncoding).slice(0, ID_LETTERS))) ||
      (digits.length >= idDigits &&
        decimalsOf(bytes).some((decimal) => digits.includes(decimal.slice(0, idDigits)) || decimal.endsWith(digits.slice(-idDigits))))
    );
  });
}

function holdsPartOf(hex: string, text: string): boolean {
  for (let at = 0; at + ID_LETTERS <= text.length; at += 1) if (hex.includes(text.slice(at, at + ID_LETTERS))) return true;
  return false;
}

interface Shift {
  patient: string;
  shift: number;
}

/** What of a Patient ID a date shift may be computed from. */
export type ShiftSource = HashName | 'crc32' | 'digits';

/** Days that tools take a hash modulo of, where too few patients are at hand to work it out. */
const MODULI = [364, 365, 366, 730, 1000, 3649, 3650, 3652, 3653, 10_000];
/** A formula that fits by chance more often than this is none. */
const CHANCE = 1e-5;

/** The part or hash of the Patient ID whose number, modulo a fixed count of days, gives every patient's shift; undefined for none. */
export function shiftFormula(shifts: readonly Shift[]): ShiftSource | undefined {
  const sources = [...HASHES, 'crc32', 'digits'] as const;
  const isMany = fitsByChance(shifts) < CHANCE;
  for (const source of sources) {
    const numbers = shifts.map(({ patient }) => numbersOf(source, patient));
    for (let form = 0; form < numbers[0]!.length; form += 1) {
      const list = numbers.map((forms) => forms[form]!);
      if (isMany ? followsAny(list, shifts) : form < USUAL_FORMS && followsUsual(list, shifts)) return source;
    }
  }
  return undefined;
}

function followsUsual(numbers: readonly bigint[], shifts: readonly Shift[]): boolean {
  return MODULI.some((modulus) => {
    const rests = numbers.map((number) => Number(number % BigInt(modulus)));
    return [0, 1].some((add) => [1, -1].some((sign) => rests.every((rest, i) => sign * (rest + add) === shifts[i]!.shift)));
  });
}

/**
 * Whether a modulus and a first day exist with which the numbers give the shifts: both leave the same rest, so the modulus divides every
 * difference; it must exceed the range of the shifts.
 */
function followsAny(numbers: readonly bigint[], shifts: readonly Shift[]): boolean {
  const range = BigInt(rangeOf(shifts));
  return [1, -1].some((sign) => {
    const rests = numbers.map((number, i) => number - BigInt(sign * shifts[i]!.shift));
    const common = rests.reduce((divisor, rest) => greatestDivisor(divisor, rest - rests[0]!), 0n);
    return common === 0n || common > range;
  });
}

/** How often shifts drawn at random follow from one of the formulas that are tried: n numbers have a common divisor d once in d^(n−1). */
function fitsByChance(shifts: readonly Shift[]): number {
  return TRIED * rangeOf(shifts) ** (2 - shifts.length);
}

const TRIED = 400;
const rangeOf = (shifts: readonly Shift[]): number => {
  const days = shifts.map(({ shift }) => shift);
  return Math.max(...days) - Math.min(...days);
};

function greatestDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** The forms of a number that are tried where few patients are at hand. */
const USUAL_FORMS = 6;

function numbersOf(source: ShiftSource, text: string): bigint[] {
  if (source === 'crc32') return [BigInt(crc32(text))];
  if (source === 'digits') return [BigInt(text.replaceAll(/\D/gu, '') || '0')];
  const bytes = digest(source, text);
  const backwards = Buffer.from(bytes).reverse();
  const whole = [bytes, bytes.subarray(0, 8), bytes.subarray(0, 4), backwards.subarray(-8), bytes.subarray(-4)].map(toInteger);
  const parts = [1, 2, 3, 5, 6, 7].map((length) => toInteger(bytes.subarray(0, length)));
  const more = [backwards, backwards.subarray(-4), bytes.subarray(-8), bytes.subarray(-2)].map(toInteger);
  return [...whole, BigInt(`0x${bytes.toString('hex').slice(0, 15)}`), ...parts, ...more];
}
