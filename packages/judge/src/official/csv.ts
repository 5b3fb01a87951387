/** Rows of a CSV text (RFC 4180; quotes doubled, line ends LF or CRLF). Empty lines are left out. */
export function parseCsv(text: string, separator = ','): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let field: string;
    if (text[at] === '"') {
      [field, at] = quotedField(text, at, separator);
    } else {
      const end = fieldEnd(text, at, separator);
      field = text.slice(at, end);
      at = end;
    }
    row.push(field);
    if (text[at] === separator) {
      at += 1;
      if (at === text.length) row.push('');
      continue;
    }
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
    at += text[at] === '\r' && text[at + 1] === '\n' ? 2 : 1;
  }
  if (row.length > 0) rows.push(row);
  return rows;
}

function fieldEnd(text: string, from: number, separator: string): number {
  let at = from;
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at += 1;
  return at;
}

/** A quoted field with what follows its closing quote up to the separator. */
function quotedField(text: string, from: number, separator: string): [string, number] {
  let field = '';
  let at = from + 1;
  for (;;) {
    const close = text.indexOf('"', at);
    if (close < 0) return [field + text.slice(at), text.length];
    field += text.slice(at, close);
    if (text[close + 1] !== '"') {
      const end = fieldEnd(text, close + 1, separator);
      return [field + text.slice(close + 1, end), end];
    }
    field += '"';
    at = close + 2;
  }
}

const NEEDS_QUOTES = /[",\r\n]/;
const NEEDS_QUOTES_TO_PYTHON = /[",\n]/;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** One field, with quotes only where they are needed. */
export const csvField = (text: string): string => (NEEDS_QUOTES.test(text) ? quoted(text) : text);

/** One field as the csv module of Python 3.11 writes it between line feeds: a carriage return alone gets no quotes. */
export const pythonCsvField = (text: string): string => (NEEDS_QUOTES_TO_PYTHON.test(text) ? quoted(text) : text);
