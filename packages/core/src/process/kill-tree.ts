import { setTimeout as sleep } from 'node:timers/promises';
import { signalTo, sweep } from './sweep.ts';
import type { TreeWatch } from './tree-watch.ts';

/** Time between TERM and KILL for a tool that may want to clean up. */
const GRACE_MS = 2_000;

/** Asks the tool's processes to end; wrappers are spared, since their end is the end of all. */
export function askToEnd(tree: TreeWatch): void {
  for (const { pid } of tree.look(true).rows) signalTo(pid, 'SIGTERM');
}

/** Ends all of an attempt at once: its group (with a pid namespace that is everything), whatever was seen in its tree, whatever has its marker. */
export async function killTree(root: number, tree: TreeWatch, marker: string): Promise<void> {
  const rows = tree.all();
  signalTo(-root, 'SIGKILL');
  for (const { pid } of rows) signalTo(pid, 'SIGKILL');
  await sweep(marker);
}

/** Waits for an end, at most the grace. */
export async function graceFor(exit: Promise<unknown>): Promise<void> {
  const late = new AbortController();
  await Promise.race([exit, sleep(GRACE_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
}
