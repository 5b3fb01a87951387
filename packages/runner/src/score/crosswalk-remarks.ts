import { basename } from 'node:path';
import type { Instance } from '@deidbench/core/model';
import type { Crosswalk } from '@deidbench/judge/official';

/** What is odd about the crosswalks that came with a folder: rows that repeat, rows that are missing. Everything else is judged. */
export function crosswalkRemarks(uids: Crosswalk, patients: Crosswalk, instances: readonly Instance[]): string[] {
  const shared = countShared(uids, instances);
  return [
    ...[uids, patients].flatMap(repeated),
    ...missing(uids, new Set(instances.map(({ sop }) => sop)), 'instances'),
    ...missing(patients, new Set(instances.map(({ patient }) => patient)), 'patients'),
    ...(shared > 0 ? [`${basename(uids.path)} gives one new UID to several instances (${shared} times)`] : []),
  ];
}

function repeated({ path, repeated: rows }: Crosswalk): string[] {
  return rows > 0 ? [`${rows} rows of ${basename(path)} repeat an old identifier: the first one counts`] : [];
}

function missing({ path, map }: Crosswalk, wanted: ReadonlySet<string>, what: string): string[] {
  const without = [...wanted].filter((id) => !map.has(id)).length;
  return without > 0 ? [`${without} of ${wanted.size} ${what} have no row in ${basename(path)}`] : [];
}

function countShared({ map }: Crosswalk, instances: readonly Instance[]): number {
  const seen = new Set<string>();
  let shared = 0;
  for (const sop of new Set(instances.map((instance) => instance.sop))) {
    const to = map.get(sop);
    if (to === undefined || to === '') continue;
    if (seen.has(to)) shared += 1;
    seen.add(to);
  }
  return shared;
}
