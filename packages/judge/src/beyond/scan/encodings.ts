import { encodedTwice, escapesOf } from './escapes.ts';
import { encodeEscaped, encodeLegacy, type Escape } from './inverse-charsets.ts';

/** A way to write a text as bytes, as it was found or is looked for. */
export type Encoding = 'ASCII' | 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Latin' | 'ISO 2022' | 'UTF-8 twice' | 'escapes';

export interface Encoded {
  encoding: Encoding;
  bytes: Uint8Array;
  exact: boolean;
}

const LATIN = ['windows-1252', 'iso-8859-2', 'iso-8859-3', 'iso-8859-4', 'windows-1254', 'iso-8859-15'];
const SINGLE_BYTE = ['iso-8859-5', 'iso-8859-6', 'iso-8859-7', 'iso-8859-8', 'windows-874', 'windows-1251', 'koi8-r'];
/** Double-byte sets with the escape sequences that DICOM designates them by (PS3.3 C.12.1.1.2). */
const MULTI_BYTE: readonly { label: string; escapes: readonly Escape[] }[] = [
  {
    label: 'euc-jp',
    escapes: [
      { open: '\u001B$B', close: '\u001B(B', g0: true },
      { open: '\u001B$B', close: '\u001B(J', g0: true },
    ],
  },
  { label: 'shift_jis', escapes: [] },
  { label: 'euc-kr', escapes: [{ open: '\u001B$)C', close: '', g0: false }] },
  { label: 'gb18030', escapes: [{ open: '\u001B$)A', close: '', g0: false }] },
];
const ASCII_ONLY = /^[\u0020-\u007E]*$/u;

/**
 * All byte forms of a text that the scan looks for: ASCII (which Latin-1, UTF-8 and ISO 2022 share), UTF-16 in both orders, and for text
 * beyond ASCII also UTF-8, the Latin and other single-byte sets, the double-byte sets with and without their escape sequences, UTF-8 encoded twice
 * and the escapes of the Web. No two are equal.
 */
export function encodings(text: string): Encoded[] {
  const ascii = ASCII_ONLY.test(text);
  const found: Encoded[] = ascii
    ? [{ encoding: 'ASCII', bytes: Buffer.from(text, 'latin1'), exact: false }]
    : [...caseForms(text)].flatMap((form) => beyondAscii(form));
  for (const form of ascii ? [text] : caseForms(text)) {
    const little = Buffer.from(form, 'utf16le');
    found.push({ encoding: 'UTF-16LE', bytes: little, exact: !ascii });
    found.push({ encoding: 'UTF-16BE', bytes: Buffer.from(little).swap16(), exact: !ascii });
  }
  return distinct(found);
}

/** The bytes of a text that is ASCII by its nature. */
export const asciiOnly = (text: string): Encoded[] => [{ encoding: 'ASCII', bytes: Buffer.from(text, 'latin1'), exact: false }];

function beyondAscii(text: string): Encoded[] {
  const found: Encoded[] = [{ encoding: 'UTF-8', bytes: Buffer.from(text, 'utf8'), exact: false }];
  const add = (encoding: Encoding, bytes: Uint8Array | undefined, exact: boolean): void => {
    if (bytes) found.push({ encoding, bytes, exact });
  };
  for (const bytes of encodedTwice(text)) add('UTF-8 twice', bytes, false);
  for (const escaped of escapesOf(text)) add('escapes', Buffer.from(escaped, 'latin1'), false);
  for (const label of [...LATIN, ...SINGLE_BYTE]) add('Latin', encodeLegacy(text, label), false);
  for (const { label, escapes } of MULTI_BYTE) {
    add('ISO 2022', encodeLegacy(text, label), true);
    for (const escape of escapes) add('ISO 2022', encodeEscaped(text, label, escape), true);
  }
  return found;
}

function caseForms(text: string): Set<string> {
  return new Set([text, text.toUpperCase(), text.toLowerCase(), text.normalize('NFC'), text.normalize('NFD')]);
}

function distinct(found: Encoded[]): Encoded[] {
  const seen = new Set<string>();
  return found.filter(({ bytes }) => {
    const key = Buffer.from(bytes).toString('latin1');
    return !seen.has(key) && seen.add(key);
  });
}
