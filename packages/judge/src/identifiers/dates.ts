const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;
const LONG = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;
const DAY_MS = 86_400_000;

/** A DICOM date text (`20140321`, `2014.03.21`, a date and time) as YYYYMMDD; undefined if it starts with no real day. */
export function isoDate(text: string): string | undefined {
  const match = /^\s*(\d{4})[-./]?(\d{2})[-./]?(\d{2})/u.exec(text);
  if (!match) return undefined;
  const date = `${match[1]}${match[2]}${match[3]}`;
  return dayNumber(date) === undefined ? undefined : date;
}

/** Days since 1970-01-01 of YYYYMMDD; undefined if there is no such day. */
export function dayNumber(date: string): number | undefined {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(4, 6));
  const day = Number(date.slice(6, 8));
  const time = Date.UTC(year, month - 1, day);
  const back = new Date(time);
  if (year < 1000 || back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) return undefined;
  return time / DAY_MS;
}

/**
 * Ways to write a day: YYYYMMDD, with `-` `.` `/`, day or month first, with the month's name, and as month and year alone (`Mar2014`) where
 * `withMonth`. All are at least seven characters, so none is met by chance.
 */
export function dateForms(date: string, withMonth = true): string[] {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
  const name = MONTHS[Number(month) - 1] ?? '';
  const long = LONG[Number(month) - 1] ?? '';
  const [plain, plainMonth] = [String(Number(day)), String(Number(month))];
  const forms = [date];
  for (const mark of ['-', '.', '/', ' ']) forms.push(`${year}${mark}${month}${mark}${day}`, `${day}${mark}${month}${mark}${year}`);
  for (const mark of ['-', '.', '/']) {
    forms.push(`${month}${mark}${day}${mark}${year}`, `${plain}${mark}${plainMonth}${mark}${year}`);
    forms.push(`${plainMonth}${mark}${plain}${mark}${year}`, `${year}${mark}${plainMonth}${mark}${plain}`);
  }
  for (const mark of ['-', ' ', '']) forms.push(`${day}${mark}${name}${mark}${year}`, `${plain}${mark}${name}${mark}${year}`);
  for (const written of [name, `${name}.`, long]) {
    for (const number of [plain, day]) {
      forms.push(`${number} ${written} ${year}`, `${number}. ${written} ${year}`);
      forms.push(`${written} ${number}, ${year}`, `${written} ${number} ${year}`);
    }
  }
  if (withMonth) for (const written of [name, long]) forms.push(`${written} ${year}`, `${written}-${year}`, `${written}${year}`);
  return [...new Set(forms)].filter((form) => form.length >= 7);
}

/** Day first and month first without any separator, where the eight digits are no day as DICOM writes it. */
export function digitForms(date: string): string[] {
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6, 8)];
  return [`${day}${month}${year}`, `${month}${day}${year}`].filter((form) => isoDate(form) === undefined);
}
