import type { KeyEntry, KeyScope } from '@deidbench/judge/key';
import { IDENTIFIER_KINDS, type Action, type IdentifierKind } from '@deidbench/core/model';
import type { Decision } from '../policy/curate.ts';

export type Codes = KeyEntry['codes'];

/** Safe Harbor letters of identity elements (45 CFR 164.514(b)(2)(i)) with their kinds. */
const IDENTITY: Record<string, [letter: string | undefined, kind: IdentifierKind]> = {
  '(0010,0010)': ['A', 'name'],
  '(0010,0020)': ['H', 'direct-number'],
  '(0010,0030)': ['C', 'birth-date'],
  // The policy removes the hour of birth, which Safe Harbor does not name.
  '(0010,0032)': [undefined, 'event-date'],
  '(0010,1000)': ['H', 'direct-number'],
  '(0010,1001)': ['A', 'name'],
  '(0010,1005)': ['A', 'name'],
  '(0010,1060)': ['A', 'name'],
  '(0010,2297)': ['A', 'name'],
  '(0010,1040)': ['B', 'address'],
  // The hospital's: an address, but none that Safe Harbor names.
  '(0008,0081)': [undefined, 'address'],
  '(0010,1050)': ['I', 'direct-number'],
  '(0010,1090)': ['H', 'direct-number'],
  '(0010,1010)': ['C', 'age-over-89'],
  '(0010,2152)': ['B', 'geo'],
  '(0010,2154)': ['D', 'contact'],
  '(0010,2155)': ['D', 'contact'],
  '(0012,0040)': ['H', 'direct-number'],
  '(0038,0400)': ['B', 'address'],
  '(0008,0050)': ['R', 'accession-number'],
  '(0020,0010)': ['R', 'order-number'],
  '(0038,0010)': ['R', 'order-number'],
  '(0040,0009)': ['R', 'order-number'],
  '(0040,0253)': ['R', 'order-number'],
  '(0040,1001)': ['R', 'order-number'],
  '(0040,2016)': ['R', 'order-number'],
  '(0040,2017)': ['R', 'order-number'],
  '(0040,0512)': ['R', 'order-number'],
  '(0040,0551)': ['R', 'order-number'],
  '(0040,050a)': ['R', 'order-number'],
  '(2200,0005)': ['R', 'order-number'],
};

const SITE = /^\((0008,0080|0008,104[01]|0010,0021|0032,1033|0038,0300|0040,a027|0040,2009|0040,2010)\)$/u;

/** Safe Harbor letter and kind of an identity element; staff or site where it has none. */
export function identityOf(tagText: string, vr: string): { letter: string | undefined; kind: IdentifierKind } {
  const known = IDENTITY[tagText];
  if (known !== undefined) return { letter: known[0], kind: known[1] };
  return { letter: undefined, kind: SITE.test(tagText) ? 'site' : vr === 'AE' ? 'device' : 'staff' };
}

/** Codes of what must stay. */
export function retentionCodes({ disposition }: Decision): Codes {
  const { retention } = disposition;
  if (retention === 'REV') return { tcia_rev: 'TCIA-REV' };
  if (retention === 'PTKB-K') return { tcia_ptkb: 'TCIA-PTKB-K' };
  return { tcia_p15: `TCIA-P15-${retention}` };
}

/** Codes of an identity element's whole value. */
export function removalCodes({ disposition }: Decision, letter: string | undefined): Codes {
  if (letter !== undefined) return { hipaa_m: `HIPAA-${letter}` };
  if (disposition.retention === 'DEV-C') return { tcia_p15: 'TCIA-P15-DEV-C' };
  return { tcia_p15: `TCIA-P15-BASIC-${disposition.cell}` };
}

/** Codes of a planted span; a UID inside a text goes by what is done to the text. */
export function spanCodes(decision: Decision, kind: IdentifierKind): Codes {
  const letter = kind === 'uid' ? '' : IDENTIFIER_KINDS[kind];
  if (letter !== '') return { hipaa_m: `HIPAA-${letter}` };
  if (decision.disposition.private === 'd') return { tcia_ptkb: 'TCIA-PTKB-X' };
  return retentionCodes(decision);
}

/** For whom a check holds, as in the curators' form of the key. */
export function scopeOf(action: Action, tagText: string): KeyScope {
  if (action === 'patid_consistent' || (action === 'text_removed' && tagText.startsWith('(0010,'))) return 'Patient';
  if (action === 'text_removed') return 'Study';
  if (action === 'pixels_hidden' || action === 'pixels_retained' || action === 'text_retained') return 'Instance';
  return 'Series';
}
