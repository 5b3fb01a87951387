import table from '../data/e11.json' with { type: 'json' };

/** Options of PS3.15 Table E.1-1 that the target policy looks at. */
export type ProfileOption = 'uid' | 'dev' | 'pat' | 'mod' | 'desc' | 'sr' | 'gra';

/** A row of Table E.1-1: the Basic Profile's action (`X/Z/D` …) and K or C of the options. */
export interface ProfileRow {
  basic: string;
  options: Partial<Record<ProfileOption, 'K' | 'C'>>;
}

type Raw = Record<string, [string, Partial<Record<ProfileOption, 'K' | 'C'>>]>;

const rows = new Map<number, ProfileRow>();
for (const [key, [basic, options]] of Object.entries(table.elements as unknown as Raw)) {
  if (/^[0-9a-f]{8}$/u.test(key)) rows.set(Number.parseInt(key, 16), { basic, options });
}
const content = new Map(Object.entries(table.content as unknown as Raw));

/** Row of a public element; `undefined` for elements that the table does not name. */
export const profileRow = (tag: number): ProfileRow | undefined => rows.get(tag);

/** Row of Table E.3.4-1 for a content item by its concept name and value type. */
export function contentRow(scheme: string, value: string, valueType: string): ProfileRow | undefined {
  const row = content.get(`${scheme} ${value} ${valueType}`);
  return row && { basic: row[0], options: row[1] };
}
