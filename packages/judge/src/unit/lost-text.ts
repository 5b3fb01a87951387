import type { FindingDraft } from './finding-groups.ts';

/** A text of an image that identifies nobody (laterality, view) and can't be read any more. */
export const lostText = (patient: string, ordinal: number, text: string): FindingDraft => ({
  rule: 'picture',
  tagPath: 'pixels',
  severity: 'low',
  label: 'bug',
  leak: false,
  category: '',
  patient,
  ordinal,
  expected: text,
  explanation: 'a text in the image that identifies nobody can no longer be read',
});
