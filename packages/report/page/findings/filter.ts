import type { FindingTable, TextColumn } from '../../src/page-data/types.ts';

/** Columns that can be filtered by one of their values. */
export const CHOICES = ['severity', 'label', 'kind', 'place', 'action', 'category', 'modality'] as const satisfies readonly TextColumn[];
export type Choice = (typeof CHOICES)[number];

export interface Filter {
  /** One tool, all tools, or all without the controls. */
  tool: number | 'all' | 'no controls';
  search: string;
  choices: Partial<Record<Choice, string>>;
}

export const NO_FILTER: Filter = { tool: 'no controls', search: '', choices: {} };

const SEARCHED = [
  'tagPath',
  'tagName',
  'patient',
  'path',
  'explanation',
  'actual',
  'expected',
  'rules',
] as const satisfies readonly TextColumn[];

/** Rows that fit a filter, in the order of the table; `controls` says which tools are controls. Texts are looked at once each, rows by number. */
export function matchingRows(table: FindingTable, filter: Filter, controls: readonly boolean[]): Uint32Array {
  const tests: ((row: number) => boolean)[] = [];
  if (filter.tool === 'no controls') tests.push((row) => !controls[table.tool[row] ?? 0]);
  else if (filter.tool !== 'all') tests.push((row) => table.tool[row] === filter.tool);
  for (const column of CHOICES) {
    const wanted = filter.choices[column];
    if (wanted === undefined) continue;
    const fits = flags(table, (text) => (column === 'modality' ? text.split(' ').includes(wanted) : text === wanted));
    const values = table.columns[column];
    tests.push((row) => fits[values[row] ?? 0] === 1);
  }
  const search = filter.search.trim().toLowerCase();
  if (search !== '') tests.push(searchTest(table, search));
  const rows = new Uint32Array(table.ids.length);
  let count = 0;
  for (let row = 0; row < table.ids.length; row++) if (tests.every((test) => test(row))) rows[count++] = row;
  return rows.subarray(0, count);
}

/** Values that a column takes, sorted, the empty one left out. */
export function valuesOf(table: FindingTable, column: Choice): string[] {
  const texts = [...new Set(table.columns[column])].map((i) => table.strings[i] ?? '');
  const values = column === 'modality' ? texts.flatMap((text) => text.split(' ')) : texts;
  return [...new Set(values)].filter((text) => text !== '').toSorted();
}

function searchTest(table: FindingTable, search: string): (row: number) => boolean {
  if (/^f-[\da-f]+$/u.test(search)) return (row) => (table.ids[row] ?? '').toLowerCase().startsWith(search);
  const hit = flags(table, (text) => text.toLowerCase().includes(search));
  const columns = SEARCHED.map((name) => table.columns[name]);
  return (row) => columns.some((column) => hit[column[row] ?? 0] === 1);
}

function flags(table: FindingTable, fits: (text: string) => boolean): Uint8Array {
  return Uint8Array.from(table.strings, (text) => (fits(text) ? 1 : 0));
}
