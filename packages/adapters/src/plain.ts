import { stripVTControlCharacters } from 'node:util';

/** Characters that are obeyed instead of shown: controls, line separators, marks of direction, widths of nothing. Line ends stay. */
const OBEYED = /(?!\n)[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/gu;

/** What a tool wrote, with nothing that a terminal obeys: colours and cursor moves are gone, other such characters are blanks. */
export function plainText(said: string): string {
  return stripVTControlCharacters(said.replaceAll('\r\n', '\n')).replace(OBEYED, ' ');
}
