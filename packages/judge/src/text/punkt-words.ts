import { stripBlanks } from '@deidbench/dicom';
import { DECIMAL, SPACE, WORD } from './python-strings.ts';

/** A word as Punkt looks at it, with what was decided about its period. */
export interface PunktWord {
  text: string;
  /** Lower case; numbers are all `##number##`. */
  type: string;
  endsInPeriod: boolean;
  breaks: boolean;
  abbreviation: boolean;
  ellipsis: boolean;
}

export const NOT_IN_WORDS = `[)";}\\]*:@'({\\[?!]`;
const MANY = `(?:-{2,}|\\.{2,}|(?:\\.[${SPACE}]){2,}\\.)`;
const WORDS = new RegExp(
  `${MANY}|(?=[^("\`{\\[:;&#*@)}\\]\\-,])[^${SPACE}]+?(?=[${SPACE}]|$|${NOT_IN_WORDS}|${MANY}|,(?=$|[${SPACE}]|${NOT_IN_WORDS}|${MANY}))|[^${SPACE}]`,
  'gu',
);
const NUMBER = new RegExp(`^-?[.,]?[${DECIMAL}][${DECIMAL},.\\-]*\\.?$`, 'u');
const INITIAL = new RegExp(`^(?=[^${DECIMAL}])[${WORD}]\\.$`, 'u');

/** Words of a context, line by line; periods stay with their word. */
export function punktWords(text: string): PunktWord[] {
  return text
    .split('\n')
    .filter((line) => stripBlanks(line) !== '')
    .flatMap((line) => line.match(WORDS) ?? [])
    .map(punktWord);
}

function punktWord(text: string): PunktWord {
  const lower = text.toLowerCase();
  return {
    text,
    type: NUMBER.test(lower) ? '##number##' : lower,
    endsInPeriod: text.endsWith('.'),
    breaks: false,
    abbreviation: false,
    ellipsis: false,
  };
}

export const isInitial = (word: PunktWord): boolean => INITIAL.test(word.text);
export const startsUpper = (word: PunktWord): boolean => /^\p{Uppercase}/u.test(word.text);
export const startsLower = (word: PunktWord): boolean => /^\p{Lowercase}/u.test(word.text);

export const typeNoPeriod = ({ type }: PunktWord): string => (type.length > 1 && type.endsWith('.') ? type.slice(0, -1) : type);
export const typeNoSentencePeriod = (word: PunktWord): string => (word.breaks ? typeNoPeriod(word) : word.type);
