import type { IdentifierKind } from '@deidbench/core/model';
import { normalise } from '../identifiers/identifier.ts';
import { kindName } from '../severity/kinds.ts';
import { placeOf } from '../severity/place.ts';
import { severityOf } from '../severity/severity.ts';

interface About {
  text: string;
  kind: IdentifierKind;
  category: string;
  at: string;
  /** How much of it can be read; all of it where that is not said. */
  share?: number;
  familyName?: boolean;
}

/** The leak of an identifier that can be read in an image. */
export function leakOfBox(patient: string, ordinal: number, { text, kind, category, at, share = 1, familyName = true }: About) {
  const place = placeOf(at);
  return {
    rule: category === '' ? 'pixels' : 'key',
    action: 'pixels_hidden' as const,
    tagPath: at,
    kind,
    place,
    severity: severityOf(kind, place, share, familyName),
    label: 'leak' as const,
    leak: true as const,
    category,
    patient,
    ordinal,
    norm: normalise(kind, text),
    expected: text,
    explanation: `${share < 1 ? 'part of the' : 'the'} ${kindName(kind)} that was burned into the image can still be read`,
  };
}
