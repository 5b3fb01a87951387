import { isoDate } from '../../identifiers/dates.ts';
import type { Pattern } from './patterns.ts';

/** A text of several words and this many characters is met by chance nowhere, also not inside a longer word; a family name is, in a double name. */
const LONG = 10;
const DATES = new Set(['birth-date', 'event-date']);
/** Binary numbers and times of day: digits in them are no identifier; nor are words of 16 bits whose values are those of digits. */
const NUMBERS = new Set(['TM', 'AS', 'FL', 'FD', 'US', 'SS', 'UL', 'SL', 'AT']);

/**
 * Whether the bytes around a match leave it an identifier of its own: not a part of a longer word or number. In decimal texts (DS, IS) a
 * number must be the whole value; in UIDs it must be a component.
 */
export function standsAlone(pattern: Pattern, bytes: Uint8Array, offset: number, vr: string): boolean {
  const { text } = pattern.form;
  const { kind } = pattern.identifier;
  const digits = /^[\d.]+$/u.test(text);
  // A day is no time of day: eight digits in one are a date that does not belong there.
  const isNumber = NUMBERS.has(vr) && !(vr === 'TM' && DATES.has(kind) && /^\d+$/u.test(text));
  if (digits && (isNumber || (vr === 'OW' && pattern.encoding.startsWith('UTF-16')))) return false;
  const width = pattern.encoding.startsWith('UTF-16') ? 2 : 1;
  const before = neighbour(bytes, offset - width, width, pattern.encoding);
  const after = neighbour(bytes, offset + pattern.bytes.length, width, pattern.encoding);
  if (pattern.apart && !standsApart(text, before, after, vr)) return false;
  if (kind === 'uid') return !/[\d.]/u.test(before) && !/\d/u.test(after);
  if (digits && (vr === 'DS' || vr === 'IS')) return isValueEnd(before) && isValueEnd(after);
  // Components of a UID may look like a day with dots.
  if (DATES.has(kind) && vr === 'UI' && text.includes('.')) return false;
  // Behind YYYYMMDD the time may follow; other eight digits are the day alone.
  const isFollowed = text.length === 8 && (!digits || isoDate(text) !== undefined);
  if (DATES.has(kind)) return !/\d/u.test(before) && (isFollowed || !/\d/u.test(after));
  if (/^\d/u.test(text) && /[\d]/u.test(before)) return false;
  if (/\d$/u.test(text) && /[\d]/u.test(after)) return false;
  if (
    pattern.form.share === 1 &&
    pattern.form.part === undefined &&
    text.length >= LONG &&
    (digits || pattern.identifier.norm.includes(' ') || /\d/u.test(text))
  )
    return true;
  if (/^[a-z]/iu.test(text) && isLetter(before)) return false;
  return !(/[a-z]$/iu.test(text) && isLetter(after));
}

/** Long enough to be met by chance neither in digests nor in binary data. */
const LONG_NUMBER = 8;
const DECIMAL_OR_UID = new Set(['DS', 'IS', 'UI']);
const BYTES = new Set(['OB', 'OW', 'UN']);

/** What tells another patient is taken for that only where chance is ruled out: by many files and many patients there is much of it. */
function standsApart(text: string, before: string, after: string, vr: string): boolean {
  const digits = /^\d+$/u.test(text);
  if (digits && DECIMAL_OR_UID.has(vr)) return false;
  if (digits && text.length >= LONG_NUMBER) return true;
  return !(digits && BYTES.has(vr)) && !/[a-z\d]/iu.test(before) && !/[a-z\d]/iu.test(after);
}

const isValueEnd = (character: string): boolean => character === '' || character === '\\' || character === ' ' || character === '\u0000';
const isLetter = (character: string): boolean => /[a-z]/iu.test(character);

/** One ASCII character at an offset, in the encoding of the match; empty beyond ASCII and beyond the bytes. */
function neighbour(bytes: Uint8Array, at: number, width: number, encoding: string): string {
  if (at < 0 || at + width > bytes.length) return '';
  const [first, second] = [bytes[at]!, width === 2 ? bytes[at + 1]! : 0];
  if (width === 1) return first < 0x80 ? String.fromCharCode(first) : '';
  const [high, low] = encoding === 'UTF-16LE' ? [second, first] : [first, second];
  return high === 0 && low < 0x80 ? String.fromCharCode(low) : '';
}
