import privateTags from './data/private-tags.json' with { type: 'json' };
import publicTags from './data/public-tags.json' with { type: 'json' };
import uids from './data/uids.json' with { type: 'json' };
import { hex2, hex4, isPrivate } from './tag.ts';

export interface TagEntry {
  /** As in PS3.6; may be ambiguous: `US or SS`, `OB or OW`. */
  vr: string;
  vm: string;
  name: string;
  keyword: string;
  retired: boolean;
}

export interface PrivateEntry {
  vr: string;
  vm: string;
  name: string;
}

type Row = [string, string, string, string, number];
type PrivateRow = [string, string, string];

const byTag = new Map<number, TagEntry>();
const byKeyword = new Map<string, number>();
const repeaters: { value: number; mask: number; entry: TagEntry }[] = [];

for (const [key, [vr, vm, name, keyword, retired]] of Object.entries(publicTags as unknown as Record<string, Row>)) {
  const entry: TagEntry = { vr, vm, name, keyword, retired: retired === 1 };
  if (key.includes('x')) {
    const mask = Number.parseInt(key.replaceAll(/[^x]/g, 'f').replaceAll('x', '0'), 16) | 0;
    repeaters.push({ value: Number.parseInt(key.replaceAll('x', '0'), 16) | 0, mask, entry });
  } else {
    byTag.set(Number.parseInt(key, 16), entry);
    if (keyword !== '' && !byKeyword.has(keyword)) byKeyword.set(keyword, Number.parseInt(key, 16));
  }
}

/** The public dictionary's entry (PS3.6, edition of pydicom 2.2.1), also of repeating groups; `undefined` for unknown and private tags. */
export function lookupTag(tag: number): TagEntry | undefined {
  const entry = byTag.get(tag);
  if (entry !== undefined || isPrivate(tag)) return entry;
  for (const { value, mask, entry: repeated } of repeaters) if (((tag ^ value) & mask) === 0) return repeated;
  return undefined;
}

/** Tag of a keyword such as `PatientID`; repeating groups have none. */
export function tagOf(keyword: string): number | undefined {
  return byKeyword.get(keyword);
}

const privateTables = privateTags as unknown as Record<string, Record<string, PrivateRow>>;
const privateMaps = new Map<string, Map<string, PrivateRow>>();

/** The private dictionary's entry for an element of a creator's block. `element` is the whole element number, block included. */
export function lookupPrivate(creator: string, group: number, element: number): PrivateEntry | undefined {
  let table = privateMaps.get(creator);
  if (table === undefined) {
    if (!Object.hasOwn(privateTables, creator)) return undefined;
    table = new Map(Object.entries(privateTables[creator] ?? {}));
    privateMaps.set(creator, table);
  }
  const g = hex4(group);
  const low = hex2(element & 0xff);
  const row = table.get(g + hex4(element)) ?? table.get(`${g}xx${low}`) ?? table.get(`${g.slice(0, 2)}xxxx${low}`);
  return row && { vr: row[0], vm: row[1], name: row[2] };
}

const uidRows = new Map(Object.entries(uids as unknown as Record<string, [string, string]>));

/** Name of a UID of PS3.6 Annex A, such as `CT Image Storage`. */
export const uidName = (uid: string): string | undefined => uidRows.get(uid)?.[0];

/** Type of a UID of PS3.6 Annex A: `SOP Class`, `Transfer Syntax`, … */
export const uidType = (uid: string): string | undefined => uidRows.get(uid)?.[1];
