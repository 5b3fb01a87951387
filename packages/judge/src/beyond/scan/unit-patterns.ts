import { formsOf, type Form } from '../../identifiers/forms.ts';
import type { Identifier, IdentifierSet } from '../../identifiers/identifier.ts';
import { nameParts } from '../../identifiers/name-parts.ts';
import { identifiersOfOne } from '../../identifiers/of-one.ts';
import { isOrdinaryText } from './common-words.ts';
import { encodings } from './encodings.ts';
import { isIdeographic, type PatientPatterns, type Pattern } from './patterns.ts';
import { SHORTEST, SkipScan } from './skip-scan.ts';

const SHORTEST_IDEOGRAPHIC = 3;

/**
 * One search for what tells any patient of a unit (`identifiersOfOne`), for the files of all: names only whole, no word of them alone, and
 * nothing inside a longer word. Undefined for a unit of one patient.
 */
export function unitPatterns(identifiers: IdentifierSet): PatientPatterns | undefined {
  if (identifiers.byPatient.size < 2) return undefined;
  const patterns: Pattern[] = [];
  const seen = new Set<string>();
  for (const identifier of identifiersOfOne(identifiers)) {
    if (identifier.kind === 'name' && isOrdinaryText(identifier.text)) continue;
    for (const form of wholeForms(identifier)) {
      for (const { encoding, bytes, exact } of encodings(form.text)) {
        const key = `${identifier.patient}\u0000${Buffer.from(bytes).toString('latin1')}`;
        if (bytes.length < SHORTEST || seen.has(key)) continue;
        seen.add(key);
        patterns.push({ identifier, form, encoding, bytes, exact, apart: true });
      }
    }
  }
  return { patterns, scan: new SkipScan(patterns), words: new Map(), isPartly: false };
}

function wholeForms(identifier: Identifier): Form[] {
  if (identifier.kind !== 'name') return formsOf(identifier).filter(({ text }) => text.length >= SHORTEST);
  const groups = identifier.text.split('=').filter((group) => nameParts(group).given !== '');
  return groups
    .flatMap((text) => formsOf({ ...identifier, text }))
    .filter(({ text, share }) => share === 1 && text.length >= (isIdeographic(text) ? SHORTEST_IDEOGRAPHIC : SHORTEST));
}
