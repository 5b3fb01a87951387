import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Folder of everything that deidbench installs or derives: DEIDBENCH_CACHE, else `deidbench` below XDG_CACHE_HOME, else below ~/.cache. */
export function defaultCache(env: NodeJS.ProcessEnv = process.env): string {
  if (env.DEIDBENCH_CACHE) return resolve(env.DEIDBENCH_CACHE);
  return join(env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'deidbench');
}

/** Folder of one tool at one lock: another lock is another folder, so that two versions of deidbench can share a cache. */
export function toolFolder(cache: string, id: string, lockDigest: string): string {
  return join(cache, 'tools', `${id}-${lockDigest.slice(0, 16)}`);
}
