import { join } from 'node:path';
import { readCrosswalk } from '@deidbench/judge/official';
import { openReference, type OpenedDataset } from '../dataset/open.ts';

/** Curated twins by the ordinal of their input: the crosswalk tells which new SOP Instance UID stands for which old one. Empty without a reference. */
export async function findReferences({ paths, instances }: OpenedDataset, jobs: number): Promise<Map<number, string>> {
  const twins = await openReference(paths, { jobs });
  if (!twins || paths.reference === undefined) return new Map();
  const uids = paths.uidMap === undefined ? new Map<string, string>() : readCrosswalk(paths.uidMap).map;
  const bySop = new Map(twins.map((twin) => [twin.sop, twin.path]));
  const found = new Map<number, string>();
  for (const { ordinal, sop } of instances) {
    const path = bySop.get(uids.get(sop) ?? sop);
    if (path !== undefined) found.set(ordinal, join(paths.reference, path));
  }
  return found;
}
