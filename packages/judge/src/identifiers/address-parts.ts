/** What of an address tells by itself where somebody lives, in the ways it is written. */
export interface AddressParts {
  /** House number with the name of the street. */
  street: string[];
  /** Town with its postcode. */
  town: string[];
}

/** Kinds of street with their short forms. */
const TYPES: readonly (readonly string[])[] = [
  ['Street', 'St', 'Str'],
  ['Avenue', 'Ave', 'Av'],
  ['Road', 'Rd'],
  ['Boulevard', 'Blvd'],
  ['Drive', 'Dr'],
  ['Lane', 'Ln'],
  ['Court', 'Ct'],
  ['Place', 'Pl'],
  ['Square', 'Sq'],
  ['Terrace', 'Ter', 'Terr'],
  ['Crescent', 'Cres'],
  ['Circle', 'Cir'],
  ['Parkway', 'Pkwy'],
  ['Highway', 'Hwy'],
  ['Trail', 'Trl'],
  ['Gardens', 'Gdns'],
  ['Close'],
  ['Way'],
];
const ENDINGS = ['straße', 'strasse', 'str.', 'str'];
const NUMBER = String.raw`\d{1,6}[A-Za-z]?(?:[-/]\d{1,4}[A-Za-z]?)?`;
const TYPE = TYPES.flat().join('|');
/** `12 North Main St.`: at most four words between the number and the kind of street, none of them a number. */
const NUMBER_FIRST = new RegExp(
  String.raw`(?<![\p{L}\d])(?<number>${NUMBER}),?\s+(?<name>(?:(?!\d+[A-Za-z]?\s)[\p{L}\d'’.-]+\s+){1,4}?)(?<type>${TYPE})(?![\p{L}\d])\.?`,
  'iu',
);
/** `Hauptstraße 12`. */
const NUMBER_LAST = new RegExp(
  String.raw`(?<name>\p{L}[\p{L}'’-]{2,})(?<ending>straße|strasse|str\.|weg|platz|allee|gasse|straat|laan)\s+(?<number>${NUMBER})(?![\p{L}\d])`,
  'iu',
);
const BREAK = /\s*(?:[,;^\\]|\r?\n|\r)\s*/u;
/** A part of an address that has a number and is no street: `Apt 4`. */
const NO_STREET =
  /^(?:apartment|apt|unit|suite|ste|room|rm|floor|fl|level|flat|building|bldg|block|ward|house|box|p\.?\s?o\.?\s?box|postfach|department|dept)\b/iu;
/** A street of another kind: words and a house number, which is shorter than a postcode. */
const HAS_BOTH = /^(?:\d{1,4}[A-Za-z]?,?\s+\p{L}[\p{L}\s'’.-]{4,}|\p{L}[\p{L}\s'’.-]{3,}\s\d{1,4}[A-Za-z]?)$/u;
/** Postcodes of at least four digits, British ones, and Canadian ones. */
const POSTCODE = /(?<![\p{L}\d])(?:\d{4,6}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}|[A-Z]\d[A-Z] ?\d[A-Z]\d)(?![\p{L}\d])/u;
const MARKS = [' ', ', ', ',', '_', '^', '; ', '\n', '\r\n'] as const;

/**
 * The street line of an address, by the kind of street or as the first of several parts, and the town with its postcode behind it. A street
 * without its number, a town without its postcode and a state are told by many: they are no parts. `isPlain` is true for a text that may be
 * no address at all: there only a kind of street shows one.
 */
export function addressParts(text: string, isPlain = false): AddressParts {
  const typed = NUMBER_FIRST.exec(text) ?? NUMBER_LAST.exec(text);
  if (typed) return { street: streetForms(typed.groups ?? {}), town: townForms(text.slice(typed.index + typed[0].length)) };
  const [first = '', ...rest] = text.trim().split(BREAK);
  if (isPlain || rest.length === 0 || NO_STREET.test(first) || !HAS_BOTH.test(first)) return { street: [], town: [] };
  return { street: [first], town: townForms(rest.join(' ')) };
}

function streetForms({ number = '', name = '', type, ending = '' }: Partial<Record<string, string>>): string[] {
  const words = name.trim().split(/\s+/u);
  if (!words.some((word) => word.length > 1)) return [];
  if (type === undefined) {
    const endings = ENDINGS.includes(ending.toLowerCase()) ? ENDINGS : [ending];
    return endings.flatMap((one) => [`${name}${one} ${number}`, `${name}${one}_${number}`]);
  }
  const types = TYPES.find((names) => names.some((one) => one.toLowerCase() === type.toLowerCase())) ?? [type];
  return types.flatMap((one) => {
    const line = [number, ...words, one];
    return [line.join(' '), line.join('_'), `${number}, ${line.slice(1).join(' ')}`];
  });
}

function townForms(rest: string): string[] {
  const text = rest.replaceAll(/^[\s,;.^\\]+|[\s,;.^\\]+$/gu, '');
  if (!POSTCODE.test(text) || !/\p{L}{3}/u.test(text.replace(POSTCODE, ''))) return [];
  const words = text.split(/[\s,;^\\]+/u).filter((word) => word !== '');
  const [last = '', ...before] = words.toReversed();
  const state = `${before.toReversed().join(', ')} ${last}`;
  return [text, ...MARKS.map((mark) => words.join(mark)), state];
}
