import { existsSync } from 'node:fs';
import { JudgeError } from '@deidbench/judge/key';
import { readCrosswalk } from '@deidbench/judge/official';
import type { OpenDataset } from './open.ts';
import type { Problems } from './problems.ts';

/** Old → new of a crosswalk file, as judges read it. One-to-one, or a problem is said. */
export function readMap({ at, dataset }: OpenDataset, path: string | undefined, problems: Problems): Map<string, string> {
  if (path === undefined) return new Map();
  if (!existsSync(at(path))) {
    problems.add('MAP', path, 'the crosswalk is not there.');
    return new Map();
  }
  try {
    const { map, repeated } = readCrosswalk(at(path));
    const shared = map.size - new Set(map.values()).size;
    if (shared > 0) problems.add('MAP', path, `is not one-to-one: ${shared} of its ${map.size} new identifiers stand for another one too.`);
    // Released crosswalks repeat rows, and the first counts; one that was made here does not.
    if (repeated > 0 && dataset.source.kind === 'synth')
      problems.add('MAP', path, `is not one-to-one: ${repeated} rows repeat an old identifier.`);
    return map;
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    problems.add('MAP', path, `can't be read: ${error.message}`);
    return new Map();
  }
}
