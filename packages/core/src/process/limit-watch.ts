import { folderBytes, freeBytes } from './folder-size.ts';
import type { Limits } from '../model/index.ts';
import type { TreeWatch } from './tree-watch.ts';
import type { Sandbox } from './types.ts';

/** Why an attempt was ended from outside. */
export type Breach = 'timeout' | 'setup' | 'memory' | 'disk' | 'processes' | 'no-space' | 'called-off';

/** Milliseconds between two looks at memory and processes; the first come closer, for tools that end soon. */
const FIRST_LOOK_MS = 5;
const LOOK_MS = 50;
/** On a machine where a look takes long, looking takes no more than a thirtieth of the time, but for the first of it: a tool may be done by then. */
const REST_A_LOOK = 29;
const FREE_LOOKING_MS = 60;
/** However long a look takes among thousands of processes: a limit is not broken for longer than this unseen. */
const LONGEST_REST_MS = 1_000;
/** Looks between two looks at the disk, which cost more. */
const LOOKS_A_DISK_LOOK = 8;
/** For the making of the sandbox, which takes a fraction of a second on a machine that is well. */
const SETUP_SECONDS = 60;
/** Below this the disk itself is full, whoever filled it. */
const LEAST_FREE = 64 * 1024 * 1024;

export interface LimitWatch {
  stop(): void;
}

/** Looks at an attempt until it is stopped or a limit is broken; then tells once. The tool's time begins when it is `ready`. */
export function watchLimits(tree: TreeWatch, sandbox: Sandbox, ready: Promise<void>, breached: (breach: Breach) => void): LimitWatch {
  const { limits } = sandbox;
  let looks = 0;
  let spent = 0;
  let timer: NodeJS.Timeout;
  const look = (): void => {
    const begun = performance.now();
    const found = brokenByTree(tree, limits) ?? (looks % LOOKS_A_DISK_LOOK === LOOKS_A_DISK_LOOK - 1 ? brokenByDisk(sandbox) : undefined);
    if (found === undefined) {
      const took = performance.now() - begun;
      spent += took;
      const rest = spent > FREE_LOOKING_MS ? Math.min(REST_A_LOOK * took, LONGEST_REST_MS) : 0;
      timer = setTimeout(look, Math.max(Math.min(FIRST_LOOK_MS * 2 ** looks, LOOK_MS), rest));
      looks += 1;
      return;
    }
    endAs(found);
  };
  timer = setTimeout(look, FIRST_LOOK_MS);
  const endAs = (breach: Breach): void => {
    stop();
    breached(breach);
  };
  let deadline = setTimeout(endAs, SETUP_SECONDS * 1000, 'setup');
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    clearTimeout(timer);
    clearTimeout(deadline);
  };
  void ready.then(() => {
    if (stopped) return;
    clearTimeout(deadline);
    deadline = setTimeout(endAs, limits.seconds * 1000, 'timeout');
  });
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
