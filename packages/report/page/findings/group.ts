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
  const { tagPath, action, kind, severity, patient } = table.columns;
  const groups = new Map<number | string, PlaceGroup & { seen: Set<number> }>();
  for (const row of rows) {
    const key = `${table.tool[row]},${tagPath[row]},${action[row]},${kind[row]},${severity[row]}`;
    let group = groups.get(key);
    if (!group) groups.set(key, (group = { row, rows: 0, patients: 0, instances: 0, seen: new Set() }));
    group.rows += 1;
    group.instances += table.instances[row] ?? 0;
    group.seen.add(patient[row] ?? 0);
  }
  const gravity = new Map([...new Set(severity)].map((s) => [s, ['high', 'medium', 'low'].indexOf(table.strings[s] ?? '')]));
  const rank = (g: PlaceGroup): number => gravity.get(severity[g.row] ?? 0) ?? 3;
  return [...groups.values()]
    .map(({ seen, ...group }) => ({ ...group, patients: seen.size }))
    .toSorted((a, b) => rank(a) - rank(b) || b.patients - a.patients || b.instances - a.instances);
}
