import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shiftDate, shiftDates, shiftDateText } from './dates.ts';

it('moves the date of a DT and leaves time and offset', () => {
  expect(shiftDateText('20200301123000.5-0500', -1)).toBe('20200229123000.5-0500');
});

it('moves a year or a month by its first day', () => {
  expect(shiftDateText('2020', -400)).toBe('2018');
  expect(shiftDateText('202003', -1)).toBe('202002');
});

it('moves each member of a value and leaves what is no date', () => {
  expect(shiftDates('20200101\\20200102', 1)).toBe('20200102\\20200103');
  expect(shiftDateText('unknown', 5)).toBe('unknown');
});

it('comes back by the same number of days', () => {
  const date = fc.date({ min: new Date('1900-01-02'), max: new Date('2090-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.integer({ min: -3650, max: 3650 }), (day, days) => {
      const text = day.toISOString().slice(0, 10).replaceAll('-', '');
      expect(shiftDate(shiftDate(text, days), -days)).toBe(text);
    }),
  );
});
