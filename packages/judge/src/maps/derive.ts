/** What one pair of input and output says: old values by path, and how to get the new value of a path (undefined where it is absent). */
export interface PairedValues {
  ordinal: number;
  patient: string;
  /** A path that stands several times gives the members of a multiple value, one after the other. */
  old: readonly (readonly [path: string, value: string])[];
  newAt: (path: string) => string | undefined;
}

/** New identifiers of old ones, each with the place where it was seen first. */
export interface Crosswalk {
  /** old → new: of several the most frequent that is not the old one, of equals the first in order. */
  map: Map<string, string>;
  /** Old identifiers that got more than one new one, with all of them. */
  split: Map<string, string[]>;
  /** New identifiers that stand for more than one old one, by `map`: a single reference gone astray merges nothing. */
  merged: Map<string, string[]>;
  /** Where an old identifier was first seen. */
  first: Map<string, { ordinal: number; path: string; patient: string }>;
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
  const counts = new Map<string, Map<string, number>>();
  const first: Crosswalk['first'] = new Map();
  for (const { ordinal, patient, old, newAt } of pairs) {
    const nth = new Map<string, number>();
    for (const [path, value] of old) {
      if (!wanted(path)) continue;
      const skip = nth.get(path) ?? 0;
      nth.set(path, skip + 1);
      const after = newAt(path);
      if (after === undefined) continue;
      tally(members(value), members(after).slice(skip), counts, (id) => {
        if (!first.has(id)) first.set(id, { ordinal, path, patient });
      });
    }
  }
  return summarise(counts, first);
}

function tally(before: string[], after: string[], counts: Map<string, Map<string, number>>, seen: (id: string) => void): void {
  before.forEach((id, i) => {
    const replacement = after[i];
    if (id === '' || isStandardUid(id) || replacement === undefined || replacement === '') return;
    seen(id);
    const news = counts.get(id) ?? new Map<string, number>();
    counts.set(id, news);
    news.set(replacement, (news.get(replacement) ?? 0) + 1);
  });
}

function summarise(counts: Map<string, Map<string, number>>, first: Crosswalk['first']): Crosswalk {
  const map = new Map<string, string>();
  const split = new Map<string, string[]>();
  const olds = new Map<string, string[]>();
  for (const [id, news] of counts) {
    let best = '';
    let most = 0;
    for (const [replacement, count] of news) {
      // What stayed as it was is no new identifier, however often: it counts where there is no other.
      const weight = replacement === id ? 0.5 : count;
      if (weight > most) [best, most] = [replacement, weight];
    }
    map.set(id, best);
    const same = olds.get(best);
    if (same) same.push(id);
    else olds.set(best, [id]);
    if (news.size > 1) split.set(id, [...news.keys()]);
  }
  const merged = new Map([...olds].filter(([, ids]) => ids.length > 1));
  return { map, split, merged, first };
}
