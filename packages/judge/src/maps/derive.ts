/** What one pair of input and output says: old values by path, and how to get the new value of a path (undefined where it is absent). */
export interface PairedValues {
  ordinal: number;
  patient: string;
  /** A path that stands several times gives the members of a multiple value, one after the other. */
  old: readonly (readonly [path: string, value: string])[];
  newAt: (path: string) => string | undefined;
}

/** Where an identifier was seen first. */
export interface Seen {
  ordinal: number;
  path: string;
  patient: string;
}

/** New identifiers of old ones, each with the place where it was seen first. */
export interface Crosswalk {
  /** old → new: of several the most frequent that is not the old one, of equals the first in order. */
  map: Map<string, string>;
  /** Old identifiers that got more than one new one: the new ones beside that of `map`, with their places. One that stayed as it was is not new. */
  split: Map<string, (Seen & { now: string })[]>;
  /** New identifiers that stand for more than one old one, by `map`: a single reference gone astray merges nothing. */
  merged: Map<string, string[]>;
  /** Where an old identifier was first seen. */
  first: Map<string, Seen>;
}

export const PATIENT_ID = '<(0010,0020)>';

/** UIDs of the standard and of its classes name no instance: they stay as they are. */
export const isStandardUid = (uid: string): boolean => uid.startsWith('1.2.840.10008.');

/** Members of a value text as the official index writes it: `['1.2', '1.3']`, or the one value. Without `<` `>`. */
export function members(text: string): string[] {
  const bare = text.startsWith('<') && text.endsWith('>') ? text.slice(1, -1) : text;
  if (!bare.startsWith('[') || !bare.endsWith(']')) return bare === '' ? [] : bare.split('\\');
  return [...bare.matchAll(/'([^']*)'/gu)].map((match) => match[1] ?? '');
}

/** The crosswalk of instance UIDs that a tool used, from all UIDs of the paired files; values that were removed or emptied say nothing. */
export function deriveUids(pairs: Iterable<PairedValues>): Crosswalk {
  return derive(pairs, (path) => path !== PATIENT_ID && !path.endsWith(PATIENT_ID));
}

/** The crosswalk of Patient IDs, from the top level only. */
export function derivePatients(pairs: Iterable<PairedValues>): Crosswalk {
  return derive(pairs, (path) => path === PATIENT_ID);
}

function derive(pairs: Iterable<PairedValues>, wanted: (path: string) => boolean): Crosswalk {
  const counts: Counts = new Map();
  const first: Crosswalk['first'] = new Map();
  for (const { ordinal, patient, old, newAt } of pairs) {
    const nth = new Map<string, number>();
    for (const [path, value] of old) {
      if (!wanted(path)) continue;
      const skip = nth.get(path) ?? 0;
      nth.set(path, skip + 1);
      const after = newAt(path);
      if (after === undefined) continue;
      const seen = { ordinal, path, patient };
      tally(members(value), members(after).slice(skip), counts, seen, (id) => {
        if (!first.has(id)) first.set(id, seen);
      });
    }
  }
  return summarise(counts, first);
}

/** How often each old identifier became which new one, and where first. */
type Counts = Map<string, Map<string, { count: number; seen: Seen }>>;

function tally(before: string[], after: string[], counts: Counts, seen: Seen, tell: (id: string) => void): void {
  before.forEach((id, i) => {
    const replacement = after[i];
    if (id === '' || isStandardUid(id) || replacement === undefined || replacement === '') return;
    tell(id);
    const news = counts.get(id) ?? new Map<string, { count: number; seen: Seen }>();
    counts.set(id, news);
    const known = news.get(replacement);
    if (known) known.count += 1;
    else news.set(replacement, { count: 1, seen });
  });
}

function summarise(counts: Counts, first: Crosswalk['first']): Crosswalk {
  const map = new Map<string, string>();
  const split: Crosswalk['split'] = new Map();
  const olds = new Map<string, string[]>();
  for (const [id, news] of counts) {
    let best = '';
    let most = 0;
    for (const [replacement, { count }] of news) {
      // What stayed as it was is no new identifier, however often: it counts where there is no other.
      const weight = replacement === id ? 0.5 : count;
      if (weight > most) [best, most] = [replacement, weight];
    }
    map.set(id, best);
    const same = olds.get(best);
    if (same) same.push(id);
    else olds.set(best, [id]);
    const others = [...news].filter(([now]) => now !== best && now !== id);
    if (others.length > 0)
      split.set(
        id,
        others.map(([now, { seen }]) => ({ now, ...seen })),
      );
  }
  const merged = new Map([...olds].filter(([, ids]) => ids.length > 1));
  return { map, split, merged, first };
}
