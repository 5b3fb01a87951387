/** One word: a text with blanks has its words escaped each by itself. */
const WORD = /^[\p{L}\p{M}-]+$/u;
const BEYOND_ASCII = /[^\u0020-\u007E]/gu;

/**
 * How software writes a word beyond ASCII in ASCII: for addresses of the Web, HTML and XML, and JSON. None for several words: the family name
 * is looked for by itself.
 */
export function escapesOf(text: string): string[] {
  if (!WORD.test(text)) return [];
  const by = (write: (character: string) => string): string => text.replaceAll(BEYOND_ASCII, write);
  const code = (character: string): number => character.codePointAt(0)!;
  return [
    encodeURIComponent(text),
    by((character) => `&#${code(character)};`),
    by((character) => `&#x${code(character).toString(16)};`),
    by(jsonEscape),
  ];
}

/** UTF-8 that was read as the Latin set and written as UTF-8 once more, as ISO 8859-1 and as Windows take its bytes. */
export function encodedTwice(text: string): Uint8Array[] {
  const bytes = Buffer.from(text, 'utf8');
  return [bytes.toString('latin1'), windows.decode(bytes)].map((read) => Buffer.from(read, 'utf8'));
}

const windows = new TextDecoder('windows-1252');

function jsonEscape(character: string): string {
  return Array.from({ length: character.length }, (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`).join('');
}
