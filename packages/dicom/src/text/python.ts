/** Python's str, bytes and float in the forms that its repr() and str.strip() give them. */

const BLANK = /^[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]$/;

const isBlank = (code: number): boolean =>
  code === 0x20 || (code !== 0 && (code < 0x21 || code > 0x7e) && BLANK.test(String.fromCharCode(code)));

/** `str.strip()`: other blanks than JavaScript's `trim` knows (1C–1F, 85), and not U+FEFF. */
export function strip(text: string): string {
  const bare = stripEnd(text);
  let start = 0;
  while (start < bare.length && isBlank(bare.charCodeAt(start))) start += 1;
  return bare.slice(start);
}

/** `str.rstrip()`. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charCodeAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Characters that Python escapes in a repr: not printable by `str.isprintable`. */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' };

/** `repr()` of a str. */
export function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (/^[ -~]*$/.test(text) && !/['\\]/.test(text)) return `'${text}'`;
  let out = quote;
  for (const character of text) {
    if (character === quote) out += `\\${quote}`;
    else out += SHORT_ESCAPES[character] ?? (UNPRINTABLE.test(character) ? escapeOf(character.codePointAt(0)!) : character);
  }
  return out + quote;
}

function escapeOf(code: number): string {
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}

const BYTE_TEXT = Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte);
  if (SHORT_ESCAPES[character] !== undefined) return SHORT_ESCAPES[character];
  return byte >= 0x20 && byte < 0x7f ? character : escapeOf(byte);
});

/** `repr()` of bytes: `b'A\x00'`. */
export function reprBytes(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? '"' : "'";
  const parts: string[] = [];
  for (const byte of bytes) parts.push(byte === 0x27 && quote === "'" ? "\\'" : BYTE_TEXT[byte]!);
  return `b${quote}${parts.join('')}${quote}`;
}

/** `repr()` of a float: the shortest text that reads back, exponents from 1e16 on and below 1e-4. */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e16 || size < 1e-4) {
    const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
    const digits = exponent.slice(1);
    return `${mantissa}e${exponent[0]}${digits.padStart(2, '0')}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

const DIGITS = String.raw`\d+(?:_\d+)*`;
const NUMBER = new RegExp(`^[+-]?(?:${DIGITS}(?:\\.(?:${DIGITS})?)?|\\.${DIGITS})(?:e[+-]?${DIGITS})?$`, 'i');
const WORD = /^([+-]?)(inf|infinity|nan)$/i;

/** Numbers bear all of Python's blanks around them in texts beyond ASCII, else only those of C. */
function numberText(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text.trim() : strip(text);
}

/** `float(text)`; `undefined` where Python raises ValueError. ASCII digits only. */
export function parseFloatText(text: string): number | undefined {
  const bare = numberText(text);
  if (NUMBER.test(bare)) return Number(bare.replaceAll('_', ''));
  const word = WORD.exec(bare);
  if (!word) return undefined;
  if (word[2]!.toLowerCase() === 'nan') return Number.NaN;
  return word[1] === '-' ? -Infinity : Infinity;
}

/** `int(text)` in base ten; `undefined` where Python raises ValueError. */
export function parseIntText(text: string): bigint | undefined {
  const match = /^([+-]?)(\d+(?:_\d+)*)$/.exec(numberText(text));
  if (!match) return undefined;
  const size = BigInt(match[2]!.replaceAll('_', ''));
  return match[1] === '-' ? -size : size;
}
