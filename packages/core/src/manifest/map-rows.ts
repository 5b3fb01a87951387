/**
 * Rows of the CSV (RFC 4180) that a tool writes of its names, from the two columns that its manifest names: what was given, and what it became.
 * None where a column is not there. Blanks around a cell do not count, nor do rows without one of the two.
 */
export function mapRows(text: string, map: { from: string; to: string }): [from: string, to: string][] {
  const [head = [], ...rows] = records(text.replace(/^\ufeff/u, ''));
  const [from, to] = [head.indexOf(map.from), head.indexOf(map.to)];
  if (from < 0 || to < 0) return [];
  return rows.flatMap((row): [string, string][] => (row[from] && row[to] ? [[row[from], row[to]]] : []));
}

function records(text: string): string[][] {
  const found: string[][] = [[]];
  for (let at = 0; ; at += 1) {
    const { cell, end } = cellAt(text, at);
    found.at(-1)?.push(cell.trim());
    if (end >= text.length) return found;
    if (text[end] !== ',') found.push([]);
    at = text.startsWith('\r\n', end) ? end + 1 : end;
  }
}

/** A cell and where the comma or line end after it stands. A quote that opens no cell stands for itself, and so does one that is never closed. */
function cellAt(text: string, from: number): { cell: string; end: number } {
  const start = past(BLANKS, text, from);
  const close = text[start] === '"' ? closingQuote(text, start) : -1;
  const after = close < 0 ? -1 : past(BLANKS, text, close + 1);
  if (after >= 0 && (after === text.length || ',\r\n'.includes(text.charAt(after))))
    return { cell: text.slice(start + 1, close).replaceAll('""', '"'), end: after };
  const end = past(CELL, text, from);
  return { cell: text.slice(from, end), end };
}

const BLANKS = /[ \t]*/uy;
const CELL = /[^,\r\n]*/uy;

function past(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return from + (pattern.exec(text)?.[0].length ?? 0);
}

function closingQuote(text: string, open: number): number {
  let at = text.indexOf('"', open + 1);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
