import { code, put } from '../model/put.ts';
import type { Item } from '../model/item.ts';

const METHODS = {
  '113100': 'Basic Application Confidentiality Profile',
  '113101': 'Clean Pixel Data Option',
  '113103': 'Clean Graphics Option',
  '113104': 'Clean Structured Content Option',
  '113105': 'Clean Descriptors Option',
  '113107': 'Retain Longitudinal Temporal Information Modified Dates Option',
  '113108': 'Retain Patient Characteristics Option',
  '113109': 'Retain Device Identity Option',
  '113111': 'Retain Safe Private Option',
} as const;
type Method = keyof typeof METHODS;

const GRAPHIC_GROUPS = new Set([0x5000, 0x6000]);

export interface Marks {
  deviceIdentity: 'keep' | 'remove';
  /** The instance keeps a content sequence. */
  structured: boolean;
  /** The instance keeps an overlay, a curve or graphic annotations. */
  graphics: boolean;
  /** Burned-in text was blanked. */
  blanked: boolean;
}

/** An overlay, a curve, or graphic annotations of a presentation state. */
export function holdsGraphics(reference: Item): boolean {
  return reference.sorted().some(({ tag }) => tag === 0x00700001 || GRAPHIC_GROUPS.has((tag >>> 16) & 0xff00));
}

/** What a curated instance says of itself: PS3.15 E.1.1 and E.3 (method codes of CID 7050). */
export function mark(reference: Item, { deviceIdentity, structured, graphics, blanked }: Marks): void {
  const methods: Method[] = ['113100', '113101'];
  if (graphics) methods.push('113103');
  if (structured) methods.push('113104');
  methods.push('113105', '113107', '113108');
  if (deviceIdentity === 'keep') methods.push('113109');
  methods.push('113111');
  put(reference, {
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'Curated reference of deidbench: Basic Profile with options',
    DeidentificationMethodCodeSequence: methods.map((value) => code(value, 'DCM', METHODS[value])),
    LongitudinalTemporalInformationModified: 'MODIFIED',
  });
  if (blanked) put(reference, { BurnedInAnnotation: 'NO' });
}
