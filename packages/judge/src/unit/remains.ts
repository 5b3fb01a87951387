import type { IdentifierKind } from '@deidbench/core/model';
import { nameWords } from '../identifiers/identifier.ts';
import { familyWords } from '../identifiers/name-parts.ts';

export interface Remains {
  kind: IdentifierKind;
  /** Share of the identifier's words that can be read, 0 to 1. */
  share: number;
  familyName: boolean;
}

/** How much of an identifier a value still tells. A name of which only given names are left is a `name-part`. */
export function remains(kind: IdentifierKind, text: string, value: string): Remains {
  const words = nameWords(text);
  if (words.length < 2) return { kind, share: 1, familyName: kind === 'name' };
  const lower = value.toLowerCase();
  const left = words.filter((word) => lower.includes(word));
  if (left.length === 0) return { kind, share: 1, familyName: true };
  const share = left.length / words.length;
  if (kind !== 'name') return { kind, share, familyName: false };
  const families = new Set(familyWords(text).flatMap(nameWords));
  const familyName = left.some((word) => families.has(word));
  return familyName || left.length > 1 ? { kind, share, familyName } : { kind: 'name-part', share: 1, familyName };
}
