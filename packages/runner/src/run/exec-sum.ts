import type { Exec } from '@deidbench/core/process';

/** Several calls of a tool as one: times add up, the largest memory stays, and of the ends the first that was not a clean exit. */
export function sumExecs(execs: readonly Exec[]): Exec {
  const first = execs[0];
  if (!first) throw new RangeError('no call to sum');
  const worst = execs.find((exec) => !isClean(exec)) ?? first;
  return {
    ...worst,
    isolation: first.isolation,
    wallSeconds: execs.reduce((sum, exec) => sum + exec.wallSeconds, 0),
    cpuSeconds: execs.reduce((sum, exec) => sum + exec.cpuSeconds, 0),
    peakBytes: Math.max(...execs.map((exec) => exec.peakBytes)),
  };
}

export function isClean(exec: Pick<Exec, 'end' | 'exitCode'>): boolean {
  return exec.end === 'exited' && exec.exitCode === 0;
}
