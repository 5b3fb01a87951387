import { join } from 'node:path';
import { effectiveVr, readDicomFile, stringValues, walk } from '@deidbench/dicom';
import type { IdentifierKind, Instance } from '@deidbench/core/model';
import { identifier, type Identifier } from '../identifiers/identifier.ts';

/** Elements of an original that name a person, at any depth, by tag. */
const IDENTITY: Record<number, IdentifierKind> = {
  0x00080050: 'accession-number',
  0x00080080: 'site',
  0x00080081: 'address',
  0x00080090: 'staff',
  0x00080092: 'address',
  0x00080094: 'contact',
  0x00081040: 'site',
  0x00081048: 'staff',
  0x00081050: 'staff',
  0x00081060: 'staff',
  0x00081070: 'staff',
  0x00100010: 'name',
  0x00100020: 'direct-number',
  0x00100030: 'birth-date',
  0x00100050: 'direct-number',
  0x00101000: 'direct-number',
  0x00101001: 'name',
  0x00101005: 'name',
  0x00101040: 'address',
  0x00101060: 'name',
  0x00101090: 'direct-number',
  0x00102150: 'geo',
  0x00102152: 'geo',
  0x00102154: 'contact',
  0x00102155: 'contact',
  0x00102297: 'name',
  0x00200010: 'order-number',
  0x00321032: 'staff',
  0x00321033: 'site',
  0x00380010: 'order-number',
  0x00380060: 'order-number',
  0x00400006: 'staff',
  0x00401001: 'order-number',
  0x00401010: 'staff',
  0x00402016: 'order-number',
  0x00402017: 'order-number',
  0x0040a075: 'staff',
  0x0040a123: 'staff',
};
const MULTIPLE = new Set<IdentifierKind>(['name', 'staff', 'direct-number', 'contact', 'birth-date', 'event-date']);

/** Identifiers that an original itself gives away: its identity elements and its dates, at any depth. UIDs come with its row of the index. */
export function harvest(inputRoot: string, { path, patient }: Instance): Identifier[] {
  const file = readDicomFile(join(inputRoot, path), { stopBeforePixels: true });
  const found: Identifier[] = [];
  walk(file, (element, item) => {
    if (element.items !== undefined || element.length === 0) return;
    const vr = effectiveVr(file, item, element);
    const kind = IDENTITY[element.tag] ?? (vr === 'DA' || vr === 'DT' ? 'event-date' : undefined);
    if (kind === undefined) return;
    const values = stringValues(file, item, element);
    for (const text of MULTIPLE.has(kind) ? values : [values.join('\\')]) {
      const one = identifier(patient, kind, text.trim(), true);
      if (one) found.push(one);
    }
  });
  return found;
}
