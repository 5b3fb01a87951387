import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { processTable } from './process-table.ts';

/** Name of the variable that every process of an attempt has in its environment. */
export const MARKER = 'DEIDBENCH_ATTEMPT';

/**
 * Kills every process whose environment says DEIDBENCH_ATTEMPT=<marker> or, with a `*` at the end of `marker`, a value that begins so:
 * what a killed parent or a tool that left its group has left behind. Repeats until none is left or ten rounds are over.
 * @returns how many processes were killed.
 */
export async function sweep(marker: string): Promise<number> {
  const killed = new Set<number>();
  for (let round = 0; round < 10; round += 1) {
    const found = marked(marker);
    if (found.length === 0) break;
    // Stopped first, so that none can fork while the others are killed.
    for (const pid of found) signalTo(pid, 'SIGSTOP');
    for (const pid of found) {
      signalTo(pid, 'SIGKILL');
      killed.add(pid);
    }
    await sleep(20);
  }
  return killed.size;
}

/** Pids of living processes with the marker; this process is never among them. */
export function marked(marker: string): number[] {
  return processTable()
    .filter((row) => row.pid !== process.pid && !row.zombie && hasMarker(row.pid, marker))
    .map((row) => row.pid);
}

/** True for a process whose environment has the marker, as `sweep` reads it. */
export function hasMarker(pid: number, marker: string): boolean {
  let environment: string;
  try {
    environment = readFileSync(`/proc/${pid}/environ`, 'latin1');
  } catch {
    return false;
  }
  const whole = marker.endsWith('*') ? `${MARKER}=${marker.slice(0, -1)}` : `${MARKER}=${marker}\0`;
  const text = `\0${environment}\0`;
  return text.includes(`\0${whole}`);
}

/** Sends a signal; a process that is gone already is no error. */
export function signalTo(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone, or not ours: the next look at the table tells.
  }
}
