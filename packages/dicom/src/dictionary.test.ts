import { expect, test } from 'vitest';
import { lookupPrivate, lookupTag, tagOf, uidName, uidType } from './dictionary.ts';

test('public tags are found by number and by keyword', () => {
  expect(lookupTag(0x00100010)).toMatchObject({ vr: 'PN', name: "Patient's Name", keyword: 'PatientName', retired: false });
  expect(tagOf('PatientID')).toBe(0x00100020);
  expect(tagOf('NoSuchKeyword')).toBeUndefined();
  expect(lookupTag(0x00100011)).toBeUndefined();
});

test('repeating groups are found, odd groups are none of them', () => {
  expect(lookupTag(0x60023000)).toMatchObject({ vr: 'OB or OW', name: 'Overlay Data' });
  expect(lookupTag(0x50fe200c)).toEqual(lookupTag(0x5000200c));
  expect(lookupTag(0x60013000)).toBeUndefined();
});

test('private elements are found whatever their block', () => {
  expect(lookupPrivate('GEMS_IDEN_01', 0x0009, 0x1001)).toMatchObject({ vr: 'LO', name: 'Full fidelity' });
  expect(lookupPrivate('GEMS_IDEN_01', 0x0009, 0x4201)).toEqual(lookupPrivate('GEMS_IDEN_01', 0x0009, 0x1001));
  expect(lookupPrivate('NOBODY', 0x0009, 0x1001)).toBeUndefined();
  expect(lookupPrivate('constructor', 0x0009, 0x1001)).toBeUndefined();
});

test('UIDs of the standard have names', () => {
  expect(uidName('1.2.840.10008.5.1.4.1.1.2')).toBe('CT Image Storage');
  expect(uidType('1.2.840.10008.1.2')).toBe('Transfer Syntax');
  expect(uidName('1.2.3')).toBeUndefined();
});
