import { dirname, isAbsolute, join, relative } from 'node:path';
import type { ClusterPlan } from './cluster-plan.ts';

/** A folder that a container sees. */
export interface Mount {
  path: string;
  readOnly: boolean;
}

/** What deidbench needs in a container: the dataset and recorded durations, which it only reads, and the folder of its runs. */
export function mountsOf({ dataset, durations, out }: ClusterPlan): Mount[] {
  const read = [dataset, ...(durations === undefined ? [] : [durations])].filter((path) => !isWithin(path, out));
  return [...read.map((path) => ({ path, readOnly: true })), { path: out, readOnly: false }];
}

/** The folder that holds all of some. */
export function commonFolder(paths: readonly string[]): string {
  const [first = '/', ...others] = paths;
  let folder = dirname(first);
  while (!others.every((path) => isWithin(path, folder))) folder = dirname(folder);
  return folder;
}

/** A path in a container: a relative one lies below the root there. */
export function containerPath(path: string): string {
  return join('/', path);
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}
