import { expect, it } from 'vitest';
import { dateForms, dayNumber, isoDate } from './dates.ts';
import { formsOf } from './forms.ts';
import { identifier, normalise } from './identifier.ts';

const texts = (kind: 'name' | 'event-date' | 'contact' | 'direct-number', text: string): string[] =>
  formsOf(identifier('1', kind, text, true)!).map((form) => form.text);

it('writes a name in both orders, with every separator, and its family name alone', () => {
  expect(texts('name', 'Meyer^Stephanie')).toEqual(
    expect.arrayContaining(['Stephanie Meyer', 'Meyer, Stephanie', 'StephanieMeyer', 'Meyer']),
  );
  expect(texts('name', 'Stephanie Meyer')).toEqual(expect.arrayContaining(['Meyer^Stephanie', 'Meyer']));
  expect(texts('name', 'Stephanie Meyer')).not.toContain('Stephanie');
});

it('writes an umlaut in the three ways of a front desk', () => {
  expect(texts('name', 'Müller^Anna')).toEqual(expect.arrayContaining(['Anna Mueller', 'Muller^Anna', 'Müller']));
});

it('takes the ideographic and phonetic groups of a name for names of their own', () => {
  expect(texts('name', 'Yamada^Tarou=山田^太郎')).toEqual(expect.arrayContaining(['山田 太郎', '山田', 'Yamada']));
});

it('writes a day in the forms of reports and letters', () => {
  expect(dateForms('20140321')).toEqual(
    expect.arrayContaining(['20140321', '2014-03-21', '21.03.2014', '03/21/2014', 'Mar2014', '21-Mar-2014', 'March 21, 2014', '3/21/2014']),
  );
});

it('changes the separators of a phone number', () => {
  expect(texts('contact', '(555) 010-2345')).toEqual(expect.arrayContaining(['5550102345', '555-010-2345', '555.010.2345']));
});

it('knows two spellings of one identifier as one', () => {
  expect(normalise('name', 'MEYER^STEPHANIE')).toBe(normalise('name', 'Stephanie Meyer'));
  expect(normalise('event-date', '2014.03.21')).toBe(normalise('event-date', '20140321120000.000'));
  expect(normalise('direct-number', '123-45-6789')).toBe(normalise('direct-number', '123456789'));
});

it('takes no month 13 and no 30th of February for a day', () => {
  expect(isoDate('20141321')).toBeUndefined();
  expect(dayNumber('20140230')).toBeUndefined();
  expect(dayNumber('19700102')).toBe(1);
});
