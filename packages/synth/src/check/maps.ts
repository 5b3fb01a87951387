import { existsSync, readFileSync } from 'node:fs';
import type { OpenDataset } from './open.ts';
import type { Problems } from './problems.ts';

/** Old → new of a crosswalk file. One-to-one, or a problem is said. */
export function readMap({ at }: OpenDataset, path: string | undefined, problems: Problems): Map<string, string> {
  const map = new Map<string, string>();
  if (path === undefined) return map;
  if (!existsSync(at(path))) {
    problems.add('MAP', path, 'the crosswalk is not there.');
    return map;
  }
  const fresh = new Set<string>();
  for (const [i, line] of readFileSync(at(path), 'utf8').split('\n').entries()) {
    const [old, replacement] = line.trim().split(',');
    if (i === 0 || old === undefined || old === '') continue;
    if (map.has(old) || replacement === undefined || fresh.has(replacement)) problems.add('MAP', path, `line ${i + 1} breaks one-to-one.`);
    map.set(old, replacement ?? '');
    fresh.add(replacement ?? '');
  }
  return map;
}
