import { join } from 'node:path';
import { readCrosswalk } from '@deidbench/judge/official';
import { openReference, type OpenedDataset } from '../dataset/open.ts';

export interface Twin {
  /** Absolute path. */
  path: string;
  digest: string;
}

/** Curated twins by the ordinal of their input: the crosswalk tells which new SOP Instance UID stands for which old one. Empty without a reference. */
export async function findReferences({ paths, instances }: OpenedDataset, jobs: number): Promise<Map<number, Twin>> {
  const twins = await openReference(paths, { jobs });
  if (!twins || paths.reference === undefined) return new Map();
  const uids = paths.uidMap === undefined ? new Map<string, string>() : readCrosswalk(paths.uidMap).map;
  const bySop = new Map(twins.map((twin) => [twin.sop, twin]));
  const found = new Map<number, Twin>();
  for (const { ordinal, sop } of instances) {
    const twin = bySop.get(uids.get(sop) ?? sop);
    if (twin) found.set(ordinal, { path: join(paths.reference, twin.path), digest: twin.digest });
  }
  return found;
}
