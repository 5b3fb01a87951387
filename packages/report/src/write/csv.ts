import { shorten } from '../format.ts';

/** Characters that a spreadsheet takes for the start of a formula, wide forms and line breaks among them (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r\n|%＝＋－＠]/u;
/** What a terminal or a viewer would obey: controls but for tab and line breaks, and what turns the direction of text around. */
const OBEYED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/gu;
/** A spreadsheet refuses cells over 32,767 characters. */
const LONGEST = 32_000;

/** A text cell that no spreadsheet runs: formula starters get an apostrophe in front, control and turning characters become blanks. */
export function textCell(text: string): string {
  const plain = shorten(text, LONGEST).replaceAll(OBEYED, ' ');
  return quote(FORMULA_START.test(plain) ? `'${plain}` : plain);
}

/** A number as it is; nothing at all for null. */
export function numberCell(value: number | null | undefined, digits?: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '';
  return digits === undefined ? String(value) : String(Number(value.toFixed(digits)));
}

/** One line of CSV (RFC 4180) of cells that are ready. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}

function quote(text: string): string {
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
