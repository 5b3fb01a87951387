import type { IdentifierKind } from '@deidbench/core/model';
import { isGenericPlaceWord } from '../identifiers/generic-words.ts';
import { nameWords } from '../identifiers/identifier.ts';
import { isParticle, tellingFamilyWords } from '../identifiers/name-parts.ts';
import { contentTokens } from '../text/index.ts';

const PLACES = new Set<IdentifierKind>(['site', 'address', 'geo']);
const PERSONS = new Set<IdentifierKind>(['name', 'staff']);
/** A shorter word counts where it stands alone: `Ray` is in every `X-Ray`, and in `array` too. */
const SHORTEST_INSIDE = 4;

/**
 * True where a value shares with an identifier that was to be removed only words that thousands share: a street type, a state, the kind of a
 * hospital or department, a title. The official row fails all the same. An identifier that is left whole is never so, whatever its words.
 */
export function isGenericRest(kind: IdentifierKind, text: string, value: string): boolean {
  // The address of staff is one of staff by its row.
  const isPlace = PLACES.has(kind) || (kind === 'staff' && /\d/u.test(text));
  if (!isPlace && !PERSONS.has(kind)) return false;
  const lower = value.normalize('NFC').toLowerCase();
  const tokens = contentTokens(text.normalize('NFC').toLowerCase());
  const left = tokens.filter((token) => lower.includes(token));
  if (left.length === 0 || left.length === tokens.length) return false;
  const there = new Set(lower.match(/[\p{L}\p{M}\p{N}']+/gu));
  const families = new Set(isPlace ? [] : tellingFamilyWords(text).flatMap(nameWords));
  const tellsNobody = (word: string): boolean =>
    isPlace
      ? isGenericPlaceWord(word) || (word.length < SHORTEST_INSIDE && !there.has(word))
      : /^\p{Script=Latin}$/u.test(word) || (isParticle(word) && !families.has(word));
  return left.flatMap(nameWords).every(tellsNobody);
}
