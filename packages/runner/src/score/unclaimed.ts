import type { Instance } from '@deidbench/core/model';
import type { IntakeFile } from '../run/intake.ts';
import type { DeidFolder } from './deid-folder.ts';

/** Files of a folder that the crosswalk names for no instance, by the units that search them. */
export interface Unclaimed {
  /** All of them. */
  files: IntakeFile[];
  /** Those that a unit of these instances searches. */
  for(instances: readonly Instance[]): IntakeFile[];
}

/**
 * What a folder holds beside the answers: lists, logs, forgotten originals. Each may be of anybody, so every unit searches it for its own patients;
 * a file with the SOP Instance UID of an original is searched by the unit of that original alone, or a folder of originals would be read by each.
 */
export function unclaimedOf({ bySop, others }: DeidFolder, instances: readonly Instance[], uids: ReadonlyMap<string, string>): Unclaimed {
  const claimed = new Set(instances.map(({ sop }) => uids.get(sop) ?? ''));
  const originals = new Set(instances.map(({ sop }) => sop));
  const anybodys = [...others];
  const kept = new Map<string, IntakeFile[]>();
  for (const [sop, files] of bySop) {
    if (claimed.has(sop)) continue;
    if (originals.has(sop)) kept.set(sop, files);
    else anybodys.push(...files);
  }
  return {
    files: [...anybodys, ...[...kept.values()].flat()],
    for: (own) => [...anybodys, ...own.flatMap(({ sop }) => kept.get(sop) ?? [])],
  };
}
