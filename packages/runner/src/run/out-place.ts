import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { RunnerError } from '../errors.ts';

/**
 * Refuses a run folder among the files that are judged: what is written there would be taken for data the next time.
 * @param places folders with the words that name them to the caller.
 * @throws RunnerError OUT_INSIDE
 */
export function refuseOutInside(out: string, places: readonly (readonly [name: string, path: string | undefined])[]): void {
  const there = realPlace(resolve(out));
  for (const [name, path] of places) {
    if (path === undefined || path === '' || !existsSync(path)) continue;
    const below = relative(realpathSync(path), there);
    if (below !== '..' && !below.startsWith(`..${sep}`))
      throw new RunnerError('OUT_INSIDE', `--out ${out}: lies in ${name} (${path}). Choose a folder outside of it.`);
  }
}

/** A path without links, also of what is not there yet. */
function realPlace(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const around = dirname(path);
  return around === path ? path : join(realPlace(around), relative(around, path));
}
