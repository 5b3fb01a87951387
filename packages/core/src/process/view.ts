import { statSync } from 'node:fs';

/** One place of the file system as a tool sees it. */
export interface ViewEntry {
  path: string;
  /** tmp: the tool's own temporary folder · empty: an empty folder · blank: an empty file · show: what is really there, read-only. */
  kind: 'tmp' | 'empty' | 'blank' | 'show';
}

/**
 * What lies over the read-only system, in the order of mounting: of two places the deeper one wins, so that a folder shown inside a hidden
 * one is seen, and a run hidden inside a shown one is not. Places that change nothing are left out. /tmp and /run are always replaced.
 */
export function viewOf(hide: readonly string[], show: readonly string[]): ViewEntry[] {
  const wanted = new Map<string, ViewEntry>();
  for (const path of ['/run', ...hide]) {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found) wanted.set(path, { path, kind: found.isDirectory() ? 'empty' : 'blank' });
  }
  wanted.set('/tmp', { path: '/tmp', kind: 'tmp' });
  for (const path of show) wanted.set(path, { path, kind: 'show' });
  const kept: ViewEntry[] = [];
  for (const entry of [...wanted.values()].toSorted((a, b) => depth(a.path) - depth(b.path))) {
    const around = kept.findLast(({ path }) => entry.path.startsWith(`${path}/`));
    const isSeen = around === undefined || around.kind === 'show';
    if ((entry.kind === 'show') !== isSeen) kept.push(entry);
  }
  return kept;
}

function depth(path: string): number {
  return path.split('/').length;
}
