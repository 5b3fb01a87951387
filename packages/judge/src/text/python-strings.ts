/** Classes of characters as Python 3.11 sees them, for use in regular expressions with the flag `u`. */

/** Inside of a character class: white space of `str.isspace`. */
export const SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
/** Inside of a character class: `\w`. */
export const WORD = '\\p{L}\\p{N}_';
/** Inside of a character class: `\d`, that is `str.isdecimal`. */
export const DECIMAL = '\\p{Nd}';
/** `\b`. */
export const BOUNDARY = `(?:(?<=[${WORD}])(?![${WORD}])|(?<![${WORD}])(?=[${WORD}]))`;
/** `$` without the flag MULTILINE: the end, or before a line feed at the end. */
export const END = '(?=\\n?(?![^]))';

/** Digits of `str.isdigit` that `float` does not take: superscripts, subscripts, circled digits (Numeric_Type=Digit, Unicode 14). */
const DIGIT_NOT_DECIMAL =
  '\\u{b2}\\u{b3}\\u{b9}\\u{1369}-\\u{1371}\\u{19da}\\u{2070}\\u{2074}-\\u{2079}\\u{2080}-\\u{2089}\\u{2460}-\\u{2468}\\u{2474}-\\u{247c}\\u{2488}-\\u{2490}\\u{24ea}\\u{24f5}-\\u{24fd}\\u{24ff}\\u{2776}-\\u{277e}\\u{2780}-\\u{2788}\\u{278a}-\\u{2792}\\u{10a40}-\\u{10a43}\\u{10e60}-\\u{10e68}\\u{11052}-\\u{1105a}\\u{1f100}-\\u{1f10a}';

const SPACES = new RegExp(`[${SPACE}]+`, 'u');
const DIGITS = new RegExp(`^[${DECIMAL}${DIGIT_NOT_DECIMAL}]+$`, 'u');
const DECIMALS = new RegExp(`[${DECIMAL}]`, 'gu');

/** `str.split()` */
export const splitSpaces = (text: string): string[] => text.split(SPACES).filter((part) => part !== '');

/** True for digits with at most one dot: `text.replace('.', '', 1).isdigit()`. */
export const isPlainNumber = (text: string): boolean => DIGITS.test(text.replace('.', ''));

/** Value of a plain number by `float`; undefined where `float` raises, as for a superscript two. */
export function plainNumber(text: string): number | undefined {
  const ascii = text.replace(DECIMALS, (digit) => String(decimalValue(digit)));
  return /^[0-9.]+$/.test(ascii) ? Number(ascii) : undefined;
}

/** Decimal digits stand in runs of ten from zero upward, so the value is the distance to the start of the run. */
function decimalValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  if (code < 0x80) return code - 0x30;
  if (code >= 0x1d7ce && code <= 0x1d7ff) return (code - 0x1d7ce) % 10;
  let zero = code;
  while (zero > code - 9 && isDecimal(zero - 1)) zero -= 1;
  return (code - zero) % 10;
}

const isDecimal = (code: number): boolean => /^\p{Nd}$/u.test(String.fromCodePoint(code));
