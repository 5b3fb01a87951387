/** A column of a plain-text table. Columns of the least weight are left out where the line is too narrow. */
export interface Column<T> {
  title: string;
  weight: number;
  align: 'left' | 'right';
  cell(item: T): string;
  /** Colours a padded cell. */
  style?: (item: T, text: string) => string;
}

const GAP = '  ';

/** Lines of a table that is at most `width` wide as far as dropping columns allows. */
export function layOut<T>(items: readonly T[], columns: readonly Column<T>[], width: number): string[] {
  const measured = columns.map((column) => ({
    column,
    width: Math.max(column.title.length, ...items.map((item) => column.cell(item).length)),
  }));
  let kept = measured;
  const lineWidth = (): number => 2 + kept.reduce((sum, c) => sum + c.width + GAP.length, -GAP.length);
  while (lineWidth() > width && kept.length > 4) {
    const least = Math.min(...kept.map((c) => c.column.weight));
    kept = kept.filter((c) => c.column.weight !== least);
  }
  const line = (text: (c: (typeof kept)[number]) => string): string => `${GAP}${kept.map(text).join(GAP)}`.trimEnd();
  const pad = (text: string, c: (typeof kept)[number]): string =>
    c.column.align === 'left' ? text.padEnd(c.width) : text.padStart(c.width);
  const header = line((c) => pad(c.column.title, c));
  return [
    header,
    ...items.map((item) =>
      line((c) => {
        const text = pad(c.column.cell(item), c);
        return c.column.style ? c.column.style(item, text) : text;
      }),
    ),
  ];
}

/** Lines of at most `width` characters, broken between words. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1) ?? '';
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`;
  }
  return lines;
}
