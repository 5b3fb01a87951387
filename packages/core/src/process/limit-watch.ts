import { folderBytes, freeBytes } from './folder-size.ts';
import type { Limits } from '../model/index.ts';
import type { TreeWatch } from './tree-watch.ts';
import type { Sandbox } from './types.ts';

/** Why an attempt was ended from outside. */
export type Breach = 'timeout' | 'memory' | 'disk' | 'processes' | 'no-space' | 'called-off';

/** Milliseconds between two looks at memory and processes. */
const LOOK_MS = 50;
/** Looks between two looks at the disk, which cost more. */
const LOOKS_A_DISK_LOOK = 8;
/** Below this the disk itself is full, whoever filled it. */
const LEAST_FREE = 64 * 1024 * 1024;

export interface LimitWatch {
  stop(): void;
}

/** Looks at an attempt until it is stopped or a limit is broken; then tells once. */
export function watchLimits(tree: TreeWatch, sandbox: Sandbox, breached: (breach: Breach) => void): LimitWatch {
  const { limits } = sandbox;
  let looks = 0;
  const look = (): void => {
    const found = brokenByTree(tree, limits) ?? (looks % LOOKS_A_DISK_LOOK === LOOKS_A_DISK_LOOK - 1 ? brokenByDisk(sandbox) : undefined);
    looks += 1;
    if (found === undefined) return;
    stop();
    breached(found);
  };
  const timer = setInterval(look, LOOK_MS);
  const deadline = setTimeout(() => {
    stop();
    breached('timeout');
  }, limits.seconds * 1000);
  const stop = (): void => {
    clearInterval(timer);
    clearTimeout(deadline);
  };
  return { stop };
}

/** The disk limit once more, after the end: a tool may break it in its last moment. */
export function brokenByDisk({ output, work, home, limits }: Sandbox): Breach | undefined {
  const used = [output, work, home].reduce((sum, folder) => sum + folderBytes(folder, limits.diskBytes), 0);
  if (used > limits.diskBytes) return 'disk';
  return freeBytes(output) < LEAST_FREE ? 'no-space' : undefined;
}

function brokenByTree(tree: TreeWatch, limits: Limits): Breach | undefined {
  const { rows, rssBytes } = tree.look();
  if (rows.length > limits.processes) return 'processes';
  if (rssBytes > limits.memoryBytes && tree.holdsMoreThan(limits.memoryBytes, rows)) return 'memory';
  return undefined;
}
