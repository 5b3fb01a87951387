/** The ten kinds of check of a MIDI answer key, in the order of the official result table. */
export const ACTIONS = [
  'tag_retained',
  'text_notnull',
  'text_retained',
  'text_removed',
  'date_shifted',
  'uid_changed',
  'pixels_hidden',
  'pixels_retained',
  'uid_consistent',
  'patid_consistent',
] as const;

export type Action = (typeof ACTIONS)[number];

/** 0 no row, 1 pass, 2 fail, 3 blank (the official script could not decide). */
export type Verdict = 0 | 1 | 2 | 3;
export const VERDICT = { none: 0, pass: 1, fail: 2, blank: 3 } as const;

export type Severity = 'high' | 'medium' | 'low';
export type Label = 'leak' | 'bug' | 'by policy';
export type Tier = 'A' | 'B' | 'C' | 'D';

/** Kinds of identifier with their Safe Harbor letter (45 CFR 164.514(b)(2)(i)); '' where it is not Safe Harbor's. */
export const IDENTIFIER_KINDS = {
  name: 'A',
  'name-part': 'A',
  initials: 'A',
  'direct-number': 'H',
  contact: 'D',
  address: 'B',
  geo: 'B',
  'face-biometric': 'Q',
  'implant-id': 'M',
  'birth-date': 'C',
  'event-date': 'C',
  'age-over-89': 'C',
  'accession-number': 'R',
  'order-number': 'R',
  uid: 'R',
  staff: '',
  site: '',
  device: '',
} as const;
export type IdentifierKind = keyof typeof IDENTIFIER_KINDS;

/** Where an identifier was found; decides the severity together with its kind. */
export type Place = 'visible' | 'plain' | 'nested' | 'private' | 'hidden';
