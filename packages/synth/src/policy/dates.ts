const DAY = 86_400_000;

/** A date text `YYYYMMDD` moved by whole days. */
export function shiftDate(text: string, days: number): string {
  const date = Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8)));
  return new Date(date + days * DAY).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Moves the date part of a DA or DT value; time and offset stay. A DT of a year or a month alone: its first day is moved and written as short. */
export function shiftDateText(text: string, days: number): string {
  const [, date = '', rest = ''] = /^(\d{4}(?:\d{2}){0,2})(.*)$/su.exec(text.trim()) ?? [];
  if (date === '') return text;
  return shiftDate(date.padEnd(8, '01'), days).slice(0, date.length) + rest;
}

/** All members of a value. */
export const shiftDates = (value: string, days: number): string =>
  value
    .split('\\')
    .map((text) => shiftDateText(text, days))
    .join('\\');

/** True for a DA or DT text with a date in it. */
export const holdsDate = (text: string): boolean => /^\s*\d{4}/u.test(text);
