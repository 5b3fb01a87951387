import type { Action, IdentifierKind, Place, Severity } from '@deidbench/core/model';

/** An invented identifier at a place where tools are known to leave some. */
export interface Planting {
  tagPath: string;
  tagName: string;
  action: Action;
  category: string;
  kind: IdentifierKind;
  place: Place;
  severity: Severity;
  text: string;
}

/** One of each for every patient. */
export const PLANTINGS: readonly Planting[] = [
  {
    tagPath: '(0010,0010)',
    tagName: "Patient's Name",
    action: 'text_removed',
    category: 'HIPAA-A',
    kind: 'name',
    place: 'plain',
    severity: 'high',
    text: 'Meyer^Stephanie',
  },
  {
    tagPath: '(0008,1030)',
    tagName: 'Study Description',
    action: 'text_removed',
    category: 'HIPAA-A',
    kind: 'name',
    place: 'plain',
    severity: 'high',
    text: 'CHEST for Stephanie Meyer',
  },
  {
    tagPath: '(0010,1000)',
    tagName: 'Other Patient IDs',
    action: 'text_removed',
    category: 'HIPAA-H',
    kind: 'direct-number',
    place: 'plain',
    severity: 'high',
    text: 'MRN 4711-08',
  },
  {
    tagPath: '(0008,0050)',
    tagName: 'Accession Number',
    action: 'text_removed',
    category: 'HIPAA-R',
    kind: 'accession-number',
    place: 'plain',
    severity: 'high',
    text: '2014032107',
  },
  {
    tagPath: 'pixels',
    tagName: 'Pixel Data',
    action: 'pixels_hidden',
    category: 'HIPAA-A',
    kind: 'name',
    place: 'visible',
    severity: 'high',
    text: 'MEYER STEPHANIE',
  },
  {
    tagPath: '(0010,0030)',
    tagName: "Patient's Birth Date",
    action: 'date_shifted',
    category: 'HIPAA-C',
    kind: 'birth-date',
    place: 'plain',
    severity: 'high',
    text: '19621104',
  },
  {
    tagPath: '(0008,0020)',
    tagName: 'Study Date',
    action: 'date_shifted',
    category: 'HIPAA-C',
    kind: 'event-date',
    place: 'plain',
    severity: 'medium',
    text: '20140321',
  },
  {
    tagPath: '(0019,"SIEMENS MR HEADER",0a)',
    tagName: '',
    action: 'text_removed',
    category: 'TCIA-PTKB-D',
    kind: 'staff',
    place: 'private',
    severity: 'medium',
    text: 'Dr. Ogden',
  },
  {
    tagPath: '(0008,1140)[<0000>](0008,1155)',
    tagName: 'Referenced SOP Instance UID',
    action: 'uid_changed',
    category: 'HIPAA-R',
    kind: 'uid',
    place: 'nested',
    severity: 'medium',
    text: '1.2.840.99999.1',
  },
  {
    tagPath: '(0008,1010)',
    tagName: 'Station Name',
    action: 'text_removed',
    category: 'HIPAA-M',
    kind: 'device',
    place: 'plain',
    severity: 'low',
    text: 'CT-ROOM-3',
  },
];
