/** Characters that a spreadsheet takes for the start of a formula (OWASP, CSV injection). */
const FORMULA_START = /^[=+\-@\t\r|%]/u;

/** A text cell that no spreadsheet runs: formula starters get an apostrophe in front, control characters become blanks. */
export function textCell(text: string): string {
  const plain = text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu, ' ');
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
