import { isoDate } from './dates.ts';
import { nameWords, type Identifier, type IdentifierSet } from './identifier.ts';

const SHORTEST_NUMBER = 6;
const SHORTEST_PHONE = 7;
const PHONE = /^\+?[\d\s()./-]+$/u;

/**
 * Identifiers that tell one patient of a unit wherever they stand, also in files of others: whole names, numbers and ways to reach somebody.
 * Days, ages, towns, staff and sites are no such: patients share them. Nor is what two patients of the unit are known by.
 */
export function identifiersOfOne({ byPatient }: IdentifierSet): Identifier[] {
  const owners = new Map<string, Set<string>>();
  for (const [patient, list] of byPatient)
    for (const { norm } of list) {
      const known = owners.get(norm);
      if (known) known.add(patient);
      else owners.set(norm, new Set([patient]));
    }
  return [...byPatient.values()].flatMap((list) => list.filter((one) => tellsOne(one) && owners.get(one.norm)?.size === 1));
}

function tellsOne({ kind, text, norm }: Identifier): boolean {
  switch (kind) {
    case 'name':
      return nameWords(text).length > 1;
    case 'direct-number':
    case 'accession-number':
      return norm.length >= SHORTEST_NUMBER && /\d/u.test(norm) && new Set(norm).size > 2 && !isDay(norm);
    case 'contact':
      return text.includes('@') || (PHONE.test(text.trim()) && norm.length >= SHORTEST_PHONE && !isDay(norm));
    default:
      return false;
  }
}

/** A number that is a day too may be a shifted date of anybody. */
const isDay = (norm: string): boolean => /^\d{8}$/u.test(norm) && isoDate(norm) !== undefined;
