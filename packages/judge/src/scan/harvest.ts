import { join } from 'node:path';
import { effectiveVr, readDicomFile, stringValues, walk, type DicomFile } from '@deidbench/dicom';
import type { IdentifierKind, Instance } from '@deidbench/core/model';
import { identifier, ownedBy, type Identifier } from '../identifiers/identifier.ts';

/** Elements of an original that name a person, at any depth, by tag. */
const BY_KIND: Partial<Record<IdentifierKind, readonly number[]>> = {
  name: [0x00100010, 0x00101001, 0x00101005, 0x00101060, 0x00102297],
  'direct-number': [0x00100020, 0x00100050, 0x00101000, 0x00101090, 0x00120040, 0x00120042],
  'birth-date': [0x00100030, 0x00100033, 0x00100034],
  'accession-number': [0x00080050],
  'order-number': [
    0x00200010, 0x00380010, 0x00380014, 0x00380060, 0x00400009, 0x00400253, 0x0040050a, 0x00400512, 0x00400551, 0x00401001, 0x00402016,
    0x00402017,
  ],
  address: [0x00080081, 0x00080092, 0x00101040, 0x00380400, 0x00401102],
  geo: [0x00102150, 0x00102152],
  contact: [0x00080094, 0x00102154, 0x00102155, 0x00401103, 0x00401104],
  site: [
    0x00080080, 0x00081040, 0x00100021, 0x00102299, 0x00120010, 0x00120030, 0x00120031, 0x00321033, 0x00380011, 0x00380300, 0x00400011,
    0x00404036, 0x0040a027, 0x04000564,
  ],
  staff: [
    0x00080090, 0x0008009c, 0x00081048, 0x00081050, 0x00081060, 0x00081070, 0x00321032, 0x00400006, 0x00401010, 0x00402008, 0x00404037,
    0x0040a075, 0x0040a123, 0x00700084, 0x300600a6, 0x300e0008,
  ],
};
const IDENTITY = new Map(Object.entries(BY_KIND).flatMap(([kind, tags]) => tags.map((tag) => [tag, kind as IdentifierKind] as const)));
const MULTIPLE = new Set<IdentifierKind>(['name', 'staff', 'direct-number', 'contact', 'birth-date', 'event-date']);

/** Identifiers that an original itself gives away: its identity elements and its dates, at any depth. UIDs come with its row of the index. */
export function harvest(inputRoot: string, { path, patient }: Instance): Identifier[] {
  return harvestFile(readDicomFile(join(inputRoot, path), { stopBeforePixels: true }), patient);
}

/** The same of a file that has been read. */
export function harvestFile(file: DicomFile, patient: string): Identifier[] {
  const found: Identifier[] = [];
  walk(file, (element, item) => {
    if (element.items !== undefined || element.length === 0) return;
    const vr = effectiveVr(file, item, element);
    const kind = IDENTITY.get(element.tag) ?? (vr === 'DA' || vr === 'DT' ? 'event-date' : undefined);
    if (kind === undefined) return;
    const values = stringValues(file, item, element);
    for (const text of MULTIPLE.has(kind) ? values : [values.join('\\')]) {
      const one = ownedBy(identifier(patient, kind, text.trim(), true), tagText(element.tag));
      if (one) found.push(one);
    }
  });
  return found;
}

function tagText(tag: number): string {
  const hex = tag.toString(16).padStart(8, '0');
  return `(${hex.slice(0, 4)},${hex.slice(4)})`;
}
