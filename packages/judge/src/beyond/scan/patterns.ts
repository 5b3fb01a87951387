import { formsOf, type Form } from '../../identifiers/forms.ts';
import { normalise, type Identifier } from '../../identifiers/identifier.ts';
import { isOrdinaryText } from './common-words.ts';
import { asciiOnly, encodings, type Encoding } from './encodings.ts';
import { SHORTEST, SkipScan, type BytePattern } from './skip-scan.ts';

/** One byte text that is looked for, with what it would tell. */
export interface Pattern extends BytePattern {
  identifier: Identifier;
  form: Form;
  encoding: Encoding;
  /** Never inside a longer word: it is looked for in files of others too, whose new names are anything. */
  apart?: true;
}

/** What is looked for in the files of one patient. */
export interface PatientPatterns {
  patterns: readonly Pattern[];
  scan: SkipScan;
  /** Names too short for the scan of bytes, in lower case, several words parted by a blank: looked for as whole words of decoded text. */
  words: ReadonlyMap<string, { identifier: Identifier; form: Form }>;
  /** True where forms were left out because they are ordinary words. */
  isPartly: boolean;
  /** The patient whose own identifiers are passed over: they are looked for by patterns of their own. */
  except?: string;
}

/** Kinds that are judged at their own place alone: a sex, an age or a station name is an ordinary word elsewhere. */
const OWN_PLACE_ONLY = new Set(['age-over-89', 'initials', 'name-part', 'face-biometric']);
const NAMES = new Set(['name', 'name-part', 'staff', 'site', 'geo', 'address']);
const LETTERS = /^[\p{L}\p{M}'-]+$/u;
const SHORTEST_WORD = 3;

/** The patterns of one patient's identifiers. Those that could be ordinary words are left out (`isSearched`). */
export function patternsOf(identifiers: readonly Identifier[]): PatientPatterns {
  const patterns: Pattern[] = [];
  const words = new Map<string, { identifier: Identifier; form: Form }>();
  const seen = new Set<string>();
  let isPartly = false;
  for (const identifier of identifiers) {
    if (!isSearched(identifier)) continue;
    const isOrdinary = NAMES.has(identifier.kind) && isOrdinaryText(identifier.text);
    for (const form of formsOf(identifier)) {
      if (isOrdinary || (NAMES.has(identifier.kind) && isOrdinaryText(form.text))) {
        isPartly = true;
        continue;
      }
      const told = toldBy(identifier, form);
      const short = shortWords(identifier, form);
      if (short !== undefined) words.set(short, { identifier, form });
      // UIDs are ASCII wherever DICOM software writes them; in UTF-16 they would look like small numbers of 16 bits.
      const written = identifier.kind === 'uid' ? asciiOnly(form.text) : encodings(form.text);
      for (const { encoding, bytes, exact } of written) {
        const key = `${told.norm}\u0000${told.kind}\u0000${exact}${fold(bytes, exact)}`;
        if (bytes.length < SHORTEST || form.text.length < shortestText(form.text) || seen.has(key)) continue;
        seen.add(key);
        patterns.push({ identifier: told, form, encoding, bytes, exact });
      }
    }
  }
  return { patterns, scan: new SkipScan(patterns), words, isPartly };
}

/** What a form tells: the identifier, or the part of it that is an identifier of another kind. */
function toldBy(whole: Identifier, { part, text }: Form): Identifier {
  return part === undefined || part === whole.kind ? whole : { ...whole, kind: part, text, norm: normalise(part, text) };
}

/** Whether an identifier is looked for away from its own place. */
export function isSearched({ kind, text, norm, planted }: Identifier): boolean {
  if (OWN_PLACE_ONLY.has(kind) || norm.length < SHORTEST_WORD) return isIdeographic(text);
  if (kind === 'device') return planted && norm.length >= SHORTEST;
  const severalWords = /[\s^,_]\S/u.test(text.trim());
  if (kind === 'staff' || kind === 'site' || kind === 'geo') return severalWords && norm.length >= SHORTEST;
  return planted || norm.length >= SHORTEST;
}

function fold(bytes: Uint8Array, exact: boolean): string {
  const text = Buffer.from(bytes).toString('latin1');
  return exact ? text : text.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase());
}

/** Short texts of two bytes a letter are long enough for the bytes and too short for a name: `Ng` in UTF-16. */
const shortestText = (text: string): number => (isIdeographic(text) ? 2 : SHORTEST);
export const isIdeographic = (text: string): boolean => /[\u1100-\u11FF\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]/u.test(text);

/** The words of a name that is too short for the bytes; undefined for longer texts, two letters alone, and what is no name. */
function shortWords({ kind }: Identifier, { text, share }: Form): string | undefined {
  const parts = text.split(/[\s^,_.]+/u).filter((part) => part !== '');
  const letters = parts.join('');
  if (text.length >= SHORTEST || !LETTERS.test(letters)) return undefined;
  if (isIdeographic(letters)) return letters.length > 1 ? letters : undefined;
  if (parts.length === 1) return text.length >= SHORTEST_WORD ? letters.toLowerCase() : undefined;
  return NAMES.has(kind) && share === 1 && letters.length >= SHORTEST_WORD ? parts.join(' ').toLowerCase() : undefined;
}
