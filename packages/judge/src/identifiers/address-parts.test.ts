import { describe, expect, it } from 'vitest';
import { addressParts } from './address-parts.ts';

describe('the street of an address', () => {
  it.each([
    ['12 North Main Street Springfield IL 62701', '12 North Main St'],
    ['12 St James Rd.\r\nLeeds LS1 4AP', '12 St James Road'],
    ['Apt 5 12b High Street, Leeds', '12b High Street'],
    ['Hauptstraße 12, 10115 Berlin', 'Hauptstr. 12'],
    ['Lindenweg 7a\n10115 Berlin', 'Lindenweg 7a'],
    ['12 rue des Lilas, 75020 Paris', '12 rue des Lilas'],
    ['Calle Mayor 14^Madrid', 'Calle Mayor 14'],
  ])('of %j is written as %j too', (text, form) => {
    expect(addressParts(text).street).toContain(form);
  });

  it.each([
    'Lakedevan Nebraska 26571',
    'Apt 12, Springfield',
    'PO Box 123, Springfield',
    'Main Street, Springfield',
    '7 Street',
    'Ward 3, East',
    '10115 Berlin, Germany',
  ])('is not in %j', (text) => {
    expect(addressParts(text).street).toEqual([]);
  });

  it('is told by a kind of street alone where the text may be no address', () => {
    expect(addressParts('Radiology 14, Larkfield Clinic', true).street).toEqual([]);
    expect(addressParts('14 Mill Lane, Larkfield', true).street).toContain('14 Mill Ln');
  });
});

it('knows a town by its postcode, and takes no state for one', () => {
  expect(addressParts('12 Mill Lane Springfield IL 62701').town).toEqual(
    expect.arrayContaining(['Springfield IL 62701', 'Springfield, IL 62701', 'Springfield\r\nIL\r\n62701']),
  );
  expect(addressParts('Hauptstraße 12, 10115 Berlin').town).toContain('10115 Berlin');
  expect(addressParts('12 Mill Lane, Texas').town).toEqual([]);
  expect(addressParts('12 Mill Lane, 62701').town).toEqual([]);
});
