import type { IdentifierKind, Place, Severity } from '@deidbench/core/model';

type Row = Record<Place, Severity>;

const row = (visible: Severity, plain: Severity, nested: Severity, inPrivate: Severity, hidden: Severity): Row => ({
  visible,
  plain,
  nested,
  private: inPrivate,
  hidden,
});

const GRAVE = row('high', 'high', 'high', 'high', 'high');
const UNIQUE_DATE = row('high', 'high', 'high', 'high', 'medium');
const QUASI = row('medium', 'medium', 'medium', 'medium', 'low');
const SLIGHT = row('low', 'low', 'low', 'low', 'low');

/** Severity of a leak by the kind of identifier and the place where it can be read. */
export const SEVERITY: Record<IdentifierKind, Row> = {
  name: GRAVE,
  'direct-number': GRAVE,
  contact: GRAVE,
  address: GRAVE,
  'face-biometric': GRAVE,
  'implant-id': GRAVE,
  'birth-date': UNIQUE_DATE,
  'accession-number': UNIQUE_DATE,
  'name-part': QUASI,
  geo: QUASI,
  'event-date': QUASI,
  'age-over-89': QUASI,
  'order-number': QUASI,
  staff: QUASI,
  site: QUASI,
  uid: row('medium', 'medium', 'medium', 'low', 'low'),
  initials: SLIGHT,
  device: SLIGHT,
};

const LOWER: Record<Severity, Severity> = { high: 'medium', medium: 'low', low: 'low' };

/**
 * Severity of one leak. `share` is the part of the identifier's words that can still be read, 0 to 1:
 * below a half it weighs one step less, but for a name whose family name is among them (`familyNameLeft`).
 */
export function severityOf(kind: IdentifierKind, place: Place, share = 1, familyNameLeft = false): Severity {
  const severity = SEVERITY[kind][place];
  if (share >= 0.5 || (kind === 'name' && familyNameLeft)) return severity;
  return LOWER[severity];
}

/** The graver of two. */
export function graver(a: Severity, b: Severity): Severity {
  if (a === 'high' || b === 'high') return 'high';
  return a === 'medium' || b === 'medium' ? 'medium' : 'low';
}

/** One step less grave; `low` stays. */
export function milder(severity: Severity): Severity {
  return LOWER[severity];
}
