import { expect, it } from 'vitest';
import { dateForms, dayNumber, isoDate } from './dates.ts';
import { formsOf } from './forms.ts';
import { identifier, normalise } from './identifier.ts';

const texts = (kind: 'name' | 'birth-date' | 'event-date' | 'contact' | 'direct-number', text: string): string[] =>
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

it('keeps the words of a family name together, and takes none of its particles for the whole', () => {
  const forms = texts('name', 'van der Meulen^Joost');
  expect(forms).toEqual(
    expect.arrayContaining(['Joost van der Meulen', 'van der Meulen, Joost', 'van_der_Meulen_Joost', 'van der Meulen', 'Meulen']),
  );
  expect(forms.filter((form) => ['van', 'der', 'Joost'].includes(form))).toEqual([]);
  expect(texts('name', 'Joost van der Meulen')).toContain('van der Meulen^Joost');
});

it('takes each half of a double name for a family name', () => {
  expect(texts('name', 'Hallam-Wyatt^Jo')).toEqual(expect.arrayContaining(['Hallam-Wyatt', 'Hallam', 'Wyatt']));
  expect(texts('name', 'García López^María José')).toEqual(expect.arrayContaining(['María José García López', 'García', 'López']));
});

it('writes middle names between given and family name, whole and as initials', () => {
  expect(texts('name', 'Smith^John^Michael')).toEqual(
    expect.arrayContaining(['John Michael Smith', 'John M. Smith', 'John M Smith', 'Smith^John']),
  );
});

it('writes an apostrophe as typewriters and as word processors do', () => {
  expect(texts('name', "O'Shaughnessy^Maeve")).toEqual(
    expect.arrayContaining(["Maeve O'Shaughnessy", 'O’Shaughnessy', 'O`Shaughnessy, Maeve']),
  );
  expect(texts('name', 'D’Angelo^Rosa')).toContain("D'Angelo");
  expect(normalise('name', 'Maeve O’Shaughnessy')).toBe(normalise('name', "O'SHAUGHNESSY^MAEVE"));
});

it('writes a day in the forms of reports and letters', () => {
  expect(dateForms('20140321')).toEqual(
    expect.arrayContaining(['20140321', '2014-03-21', '21.03.2014', '03/21/2014', 'Mar2014', '21-Mar-2014', 'March 21, 2014', '3/21/2014']),
  );
});

it.each(['6-Feb-2018', '06 February 2018', 'February 6 2018', 'Feb 06, 2018', 'Feb-2018', '2018-2-6', '6. February 2018'])(
  'writes a day as %s',
  (form) => {
    expect(dateForms('20180206')).toContain(form);
  },
);

it('writes a birth date as eight digits with the day or the month first, where these are no day as DICOM writes it', () => {
  expect(texts('birth-date', '19560316')).toEqual(expect.arrayContaining(['16031956', '03161956']));
  expect(texts('event-date', '19560316')).not.toContain('16031956');
});

it('writes a telephone number as at home, and a number without its leading zeros', () => {
  expect(texts('contact', '+49 30 5550 1234')).toEqual(expect.arrayContaining(['03055501234', '030 5550 1234']));
  expect(texts('contact', '555-0142-887')).toContain('(555) 0142-887');
  expect(texts('direct-number', '00483920175')).toContain('483920175');
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
