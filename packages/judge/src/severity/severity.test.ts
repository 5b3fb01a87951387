import { IDENTIFIER_KINDS } from '@deidbench/core/model';
import { expect, it } from 'vitest';
import { isAddressOfOthers, kindOfCheck } from './kinds.ts';
import { placeKey, placeOf } from './place.ts';
import { SEVERITY, severityOf } from './severity.ts';

it('has a row for every kind of identifier', () => {
  expect(Object.keys(SEVERITY).toSorted()).toEqual(Object.keys(IDENTIFIER_KINDS).toSorted());
});

it('keeps the full weight of a name whose family name can be read', () => {
  expect(severityOf('name', 'plain', 0.3, true)).toBe('high');
  expect(severityOf('name', 'plain', 0.3, false)).toBe('medium');
  expect(severityOf('address', 'nested', 0.49)).toBe('medium');
  expect(severityOf('device', 'plain', 0.1)).toBe('low');
});

it.each([
  ['<(0010,0010)>', 'plain'],
  ['<(0040,0275)>[<0000>]<(0032,1060)>', 'nested'],
  ['<(0009,"GEMS_PETD_01",37)>', 'private'],
  ['<(0040,0275)>[<0001>]<(0009,"GEMS_PETD_01",37)>', 'private'],
  ['<(0009,0037)>', 'private'],
  ['<(6000,3000)>', 'visible'],
  ['<(0070,0001)>[<0000>]<(0070,0008)>[<0000>]<(0070,0006)>', 'visible'],
  ['<(0040,a730)>[<0000>]<(0040,a160)>', 'visible'],
  ['preamble', 'hidden'],
  ['file name', 'plain'],
])('reads %s as %s', (path, place) => {
  expect(placeOf(path)).toBe(place);
});

it('takes all items of a sequence as one place', () => {
  expect(placeKey('<(0008,1140)>[<0012>]<(0008,1155)>')).toBe(placeKey('<(0008,1140)>[<0000>]<(0008,1155)>'));
});

it.each([
  ['text_removed', 'HIPAA-C', '<(0010,0030)>', 'birth-date'],
  ['date_shifted', 'HIPAA-C', '<(0008,0020)>', 'event-date'],
  ['text_removed', 'HIPAA-R', '<(0008,0050)>', 'accession-number'],
  ['text_removed', 'HIPAA-R', '<(0020,0010)>', 'order-number'],
  ['uid_changed', 'HIPAA-R', '<(0020,000d)>', 'uid'],
  ['text_removed', 'TCIA-P15-BASIC-X/Z/D', '<(0008,0080)>', 'site'],
  ['text_removed', 'TCIA-P15-BASIC-X', '<(0008,0081)>', 'address'],
  ['text_removed', 'TCIA-P15-BASIC-Z', '<(0008,0090)>', 'staff'],
  ['text_removed', 'HIPAA-A', '<(0008,1030)>', 'name'],
  ['text_removed', 'TCIA-PTKB-X', '<(0009,"GEMS_IDEN_01",02)>', 'device'],
] as const)('tells the kind behind %s %s at %s', (action, category, path, kind) => {
  expect(kindOfCheck(action, category, path)).toBe(kind);
});

it("takes the address of a hospital for none of the patient's", () => {
  expect(isAddressOfOthers('<(0008,0081)>')).toBe(true);
  expect(isAddressOfOthers('<(0010,1040)>')).toBe(false);
});
