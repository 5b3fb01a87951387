import { describe, expect, it } from 'vitest';
import { maskText } from './mask.ts';

describe('of a word its first character alone stays', () => {
  it.each([
    ['of Latin letters', 'Stephanie Meyer', 'S████████ M████'],
    ['of digits', '555-3012', '5██-3███'],
    ['of a script whose vowels are signs', 'मीनाक्षी', 'म███████'],
    ['with accents as signs of their own', 'Bru\u0308ckner', 'B████████'],
    ['beyond the first plane', '\u{20bb7}田', '\u{20bb7}█'],
  ])('%s', (_, text, masked) => expect(maskText(text)).toBe(masked));
});

describe('no name can be put together again from a text that was read in a wrong character set', () => {
  it.each([
    ['UTF-8 read as Latin-1', Buffer.from('Παπαδάκης', 'utf8').toString('latin1'), 'Î████████████'],
    ['UTF-16 read byte by byte', Buffer.from('Meyer', 'utf16le').toString('latin1'), 'M████████\0'],
    ['Cyrillic capitals read as Latin-1', '\u00b4\u00bc\u00b8\u00c2\u00c0\u00b8\u00b9', '´██████'],
    ['two-byte characters behind their escape sequence', 'for \u001b$B;3K\\@2;R\u001b(B', 'f██ ████████████'],
    ['the same as Python writes it in a list', String.raw`['for \x1b$B;3K', '@2;R']`, "['f██ ████████████"],
  ])('%s', (_, text, masked) => expect(maskText(text)).toBe(masked));
});
