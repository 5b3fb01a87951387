import type { FindingTable } from '../../src/page-data/types.ts';

/** Findings of one tool at one place, over all patients. */
export interface PlaceGroup {
  /** The gravest row of the group; the table is sorted by gravity. */
  row: number;
  rows: number;
  patients: number;
  instances: number;
}

/** Gathers rows by (tool, place, action, kind, severity), most patients first within a severity. */
export function groupByPlace(table: FindingTable, rows: Uint32Array): PlaceGroup[] {
  const { severity, patient } = table.columns;
  const { placeOf, places } = placesOf(table);
  const groups: (PlaceGroup | undefined)[] = Array.from({ length: places });
  const seen = new Set<number>();
  for (const row of rows) {
    const place = placeOf[row] ?? 0;
    const group = (groups[place] ??= { row, rows: 0, patients: 0, instances: 0 });
    group.rows += 1;
    group.instances += table.instances[row] ?? 0;
    const pair = place * table.strings.length + (patient[row] ?? 0);
    if (!seen.has(pair)) group.patients += 1;
    seen.add(pair);
  }
  const gravity = new Map([...new Set(severity)].map((s) => [s, ['high', 'medium', 'low'].indexOf(table.strings[s] ?? '')]));
  const rank = (g: PlaceGroup): number => gravity.get(severity[g.row] ?? 0) ?? 3;
  return groups
    .filter((group) => group !== undefined)
    .toSorted((a, b) => rank(a) - rank(b) || b.patients - a.patients || b.instances - a.instances);
}

interface Places {
  /** Number of the place of each row. */
  placeOf: Uint32Array;
  places: number;
}

const known = new WeakMap<FindingTable, Places>();

/** Numbers every row by its (tool, place, action, kind, severity), once for a table: a filter then handles numbers alone. */
function placesOf(table: FindingTable): Places {
  const before = known.get(table);
  if (before) return before;
  const { tagPath, action, kind, severity } = table.columns;
  const numbers = new Map<string, number>();
  const placeOf = Uint32Array.from(table.ids, (_, row) => {
    const key = `${table.tool[row]},${tagPath[row]},${action[row]},${kind[row]},${severity[row]}`;
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
  const found = { placeOf, places: numbers.size };
  known.set(table, found);
  return found;
}
