import type { FindingDraft } from './finding-groups.ts';
import { bug } from './bug.ts';

/** A text of an image that identifies nobody (laterality, view) and can't be read any more. */
export const lostText = (patient: string, ordinal: number, text: string): FindingDraft =>
  bug({
    rule: 'picture',
    tagPath: 'pixels',
    severity: 'low',
    patient,
    ordinal,
    expected: text,
    explanation: 'a text in the image that identifies nobody can no longer be read',
  });
