import type { FindingDraft } from './finding-groups.ts';
import { bug } from './bug.ts';

/** A file that says that no text is burned in (Burned In Annotation). */
export interface NoTextClaim {
  patient: string;
  ordinal: number;
}

/** The claim of a file in whose pixels text is left. */
export const falseClaim = ({ patient, ordinal }: NoTextClaim): FindingDraft =>
  bug({
    rule: 'markers',
    tagPath: '<(0028,0301)>',
    severity: 'low',
    patient,
    ordinal,
    explanation: 'the file says that no text is burned in, and it is',
  });
