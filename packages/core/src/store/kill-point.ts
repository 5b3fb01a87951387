/** Set to N, the process kills itself with SIGKILL at its N-th durable step. For tests that kill a run at every write. */
const VARIABLE = 'DEIDBENCH_KILL_AT_WRITE';

let steps = 0;

/**
 * Marks a durable step. `half` writes part of what the step would write, so that a kill inside a write is tried and not only one between
 * two writes.
 */
export function killPoint(half?: () => void): void {
  const at = process.env[VARIABLE];
  if (at === undefined) return;
  steps += 1;
  if (steps !== Number(at)) return;
  half?.();
  process.kill(process.pid, 'SIGKILL');
  // The signal may arrive a moment later; nothing more may be written.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}
