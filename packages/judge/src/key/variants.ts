import type { Check } from './check.ts';

/** Bytes [from, to) of a check's text. */
type Range = readonly [from: number, to: number];

/** Texts that change from instance to instance while all else of a check stays. */
const CHANGING = ['value', 'action_text'] as const;
type Changing = (typeof CHANGING)[number];

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const BLANK = 0x20;

/** Variants kept of one check before they are forgotten. */
const VARIANTS_LIMIT = 24;

/** A check whose text is known, and what is made of texts that differ from it in its value or action text alone. */
export interface Pattern {
  readonly check: Check;
  readonly bytes: Buffer;
  /** Where the changing texts stand in `bytes`, their quotes left out, in file order; none where it can't be told for sure. */
  readonly holes: readonly { name: Changing; range: Range }[];
  readonly variants: Map<string, Check>;
}

/** `text` is that of `check`, the JSON object `source`. */
export function patternOf(text: string, source: Record<string, unknown>, check: Check): Pattern {
  const bytes = Buffer.from(text, 'utf8');
  // With an escape a name may stand in another spelling, or a text in more bytes than it has.
  const holes = text.includes('\\') ? [] : CHANGING.flatMap((name) => holeOf(bytes, source, name));
  return { check, bytes, holes: holes.toSorted((a, b) => a.range[0] - b.range[0]), variants: new Map() };
}

/** A name that stands once in the text, and is a member of the check, is no name within another member. */
function holeOf(bytes: Buffer, source: Record<string, unknown>, name: Changing): { name: Changing; range: Range }[] {
  const value = source[name];
  const quoted = `"${name}"`;
  const at = bytes.indexOf(quoted);
  if (typeof value !== 'string' || at < 0 || bytes.indexOf(quoted, at + 1) >= 0) return [];
  const from = bytes.indexOf('"', at + quoted.length) + 1;
  const to = bytes.indexOf('"', from);
  return from > 0 && bytes.toString('utf8', from, to) === value ? [{ name, range: [from, to] }] : [];
}

/** The check of the text `bytes[from, to)` when that is the pattern's but for the changing texts; else undefined. */
export function variantOf({ check, bytes: known, holes, variants }: Pattern, bytes: Buffer, from: number, to: number): Check | undefined {
  if (holes.length === 0) return undefined;
  let at = from;
  let compared = 0;
  let key = '';
  let { value, actionText } = check;
  for (const { name, range } of holes) {
    const fixed = range[0] - compared;
    if (at + fixed > to || bytes.compare(known, compared, range[0], at, at + fixed) !== 0) return undefined;
    at += fixed;
    compared = range[1];
    const end = textEnd(bytes, at, to);
    if (end < 0) return undefined;
    const text = bytes.toString('utf8', at, end);
    if (name === 'value') value = text;
    else actionText = text;
    key = key === '' ? text : `${key}"${text}`;
    at = end;
  }
  if (to - at !== known.length - compared || bytes.compare(known, compared, known.length, at, to) !== 0) return undefined;
  let variant = variants.get(key);
  if (variant !== undefined) return variant;
  if (variants.size >= VARIANTS_LIMIT) variants.clear();
  variant = { ...check, value, actionText, memo: undefined };
  variants.set(key, variant);
  return variant;
}

/** Where the quote stands that ends a text without escapes; −1 for any other text. */
function textEnd(bytes: Buffer, from: number, limit: number): number {
  for (let at = from; at < limit; at += 1) {
    const byte = bytes[at]!;
    if (byte === QUOTE) return at;
    if (byte === BACKSLASH || byte < BLANK) return -1;
  }
  return -1;
}
