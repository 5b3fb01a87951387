import type { Action, IdentifierKind } from '@deidbench/core/model';

const BY_LETTER: Record<string, IdentifierKind> = {
  A: 'name',
  B: 'address',
  C: 'event-date',
  D: 'contact',
  E: 'contact',
  F: 'contact',
  G: 'direct-number',
  H: 'direct-number',
  I: 'direct-number',
  J: 'direct-number',
  K: 'direct-number',
  L: 'contact',
  M: 'implant-id',
  N: 'contact',
  O: 'contact',
  P: 'face-biometric',
  Q: 'face-biometric',
  R: 'order-number',
};

const BIRTH = new Set(['(0010,0030)', '(0010,0032)', '(0010,0033)', '(0010,0034)', '(0010,0035)']);
const AGE = '(0010,1010)';
const ACCESSION = '(0008,0050)';
const GEO = new Set(['(0010,2150)', '(0010,2152)']);
/** An address that is an address whoever removes it, and not the patient's: of the institution. */
const SITE_ADDRESS = '(0008,0081)';
/** Addresses of the institution, of the referring physician and of another person. */
const ADDRESSES_OF_OTHERS = new Set([SITE_ADDRESS, '(0008,0092)', '(0040,1102)']);
/** Institution and department, and the sites of a trial. */
const SITE = new Set([
  '(0008,0080)',
  '(0008,1040)',
  '(0008,1041)',
  '(0008,1043)',
  '(0010,0021)',
  '(0012,0030)',
  '(0012,0031)',
  '(0032,1033)',
  '(0038,0300)',
  '(0040,0011)',
  '(0040,4030)',
  '(0040,a027)',
]);
const DEVICE = new Set([
  '(0008,1010)',
  '(0008,0054)',
  '(0008,0055)',
  '(0018,1000)',
  '(0018,1002)',
  '(0018,1003)',
  '(0018,1004)',
  '(0018,1005)',
  '(0018,1007)',
  '(0018,1008)',
  '(0018,700a)',
  '(0040,0001)',
  '(0040,0010)',
  '(0040,0241)',
  '(0040,0242)',
]);

/** Last element of a tag path, `(gggg,eeee)` in lower case. */
export function lastTag(tagPath: string): string {
  const clean = tagPath.replaceAll(/[<>]/gu, '').toLowerCase();
  return clean.slice(clean.lastIndexOf('(', clean.length));
}

/**
 * Kind of the identifier that a row of the key asks about, from its category code and tag alone.
 * HIPAA-C is a birth date or an event date, HIPAA-R a UID, an accession or another order number: the tag tells which.
 */
export function kindOfCheck(action: Action, category: string, tagPath: string): IdentifierKind {
  const tag = lastTag(tagPath);
  if (action === 'uid_changed' || action === 'uid_consistent') return 'uid';
  if (BIRTH.has(tag)) return 'birth-date';
  if (tag === AGE) return 'age-over-89';
  if (action === 'date_shifted') return 'event-date';
  if (action === 'pixels_hidden') return 'name';
  const letter = /^HIPAA-([A-R])$/u.exec(category)?.[1];
  if (letter === 'R') return tag === ACCESSION ? 'accession-number' : 'order-number';
  if (letter === 'B' && GEO.has(tag)) return 'geo';
  if (letter) return BY_LETTER[letter] ?? 'order-number';
  if (tag === ACCESSION) return 'accession-number';
  if (tag === SITE_ADDRESS) return 'address';
  if (SITE.has(tag)) return 'site';
  // Private text that is removed for safety alone, and names no person that is known, is the scanner's.
  if (DEVICE.has(tag) || category.includes('-DEV-') || category.startsWith('TCIA-PTKB')) return 'device';
  return 'staff';
}

/** Whether an element holds the address of a hospital or of staff: it says nothing of where the patient lives. */
export const isAddressOfOthers = (tagPath: string): boolean => ADDRESSES_OF_OTHERS.has(lastTag(tagPath));

/** Sentence-ready word for a kind. */
export function kindName(kind: IdentifierKind): string {
  return kind === 'uid' ? 'UID' : kind.replaceAll('-', ' ');
}
