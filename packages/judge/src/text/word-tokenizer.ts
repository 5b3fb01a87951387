import { BOUNDARY, DECIMAL, END, SPACE, splitSpaces, WORD } from './python-strings.ts';

type Rule = readonly [RegExp, string];

const u = (pattern: string, flags = 'gu'): RegExp => new RegExp(pattern, flags);

/** Quotes that open: set apart, a double one becomes two grave accents. */
const OPENING: readonly Rule[] = [
  [/([«“‘„]|`+)/gu, ' $1 '],
  [/^"/u, '``'],
  [/(``)/gu, ' $1 '],
  [/([ ([{<])("|'{2})/gu, '$1 `` '],
  [u(`(')(?!re|ve|ll|m|t|s|d|n)([${WORD}])${BOUNDARY}`, 'giu'), '$1 $2'],
];

const PUNCTUATION: readonly Rule[] = [
  [u(`([^.])(\\.)([\\])}>"'»”’ ]*)[${SPACE}]*${END}`), '$1 $2 $3 '],
  [u(`([:,])([^${DECIMAL}])`), ' $1 $2'],
  [u(`([:,])${END}`), ' $1 '],
  [/\.{2,}/gu, ' $& '],
  [/[;@#$%&]/gu, ' $& '],
  [u(`([^.])(\\.)([\\])}>"']*)[${SPACE}]*${END}`), '$1 $2$3 '],
  [/[?!]/gu, ' $& '],
  [/([^'])' /gu, "$1 ' "],
  [/\*/gu, ' $& '],
];

const BRACKETS: Rule = [/[\][(){}<>]/gu, ' $& '];
const DASHES: Rule = [/--/gu, ' -- '];

/** Quotes that close, and the clitics: `don't` gives `do n't`, `he's` gives `he 's`. */
const CLOSING: readonly Rule[] = [
  [/([»”’])/gu, ' $1 '],
  [/''/gu, " '' "],
  [/"/gu, " '' "],
  [u(`[${SPACE}]+`), ' '],
  [/([^' ])('[sS]|'[mM]|'[dD]|') /gu, '$1 $2 '],
  [/([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) /gu, '$1 $2 '],
];

const JOINED: readonly Rule[] = [
  ...[
    ['can', 'not'],
    ['d', "'ye"],
    ['gim', 'me'],
    ['gon', 'na'],
    ['got', 'ta'],
    ['lem', 'me'],
    ['more', "'n"],
  ].map(([first, second]): Rule => [u(`${BOUNDARY}(${first})(${second})${BOUNDARY}`, 'giu'), ' $1 $2 ']),
  [u(`${BOUNDARY}(wan)(na)(?=[${SPACE}])`, 'giu'), ' $1 $2 '],
  ...['is', 'was'].map((verb): Rule => [u(` ('t)(${verb})${BOUNDARY}`, 'giu'), ' $1 $2 ']),
];

const BEFORE_PADDING = [...OPENING, ...PUNCTUATION, BRACKETS, DASHES];
const AFTER_PADDING = [...CLOSING, ...JOINED];
const apply = (text: string, rules: readonly Rule[]): string => rules.reduce((result, [pattern, by]) => result.replace(pattern, by), text);

/** Words and punctuation of one sentence by the rules of NLTK 3.9.1 (Penn Treebank conventions, improved). */
export function tokenizeSentence(sentence: string): string[] {
  return splitSpaces(apply(` ${apply(sentence, BEFORE_PADDING)} `, AFTER_PADDING));
}
