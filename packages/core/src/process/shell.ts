/** What descriptor 3 says just before the tool starts. Where it is missing, the sandbox could not be made. */
export const READY = 'ready';

/** The clock of the machine, where it has one that costs no process to read: hundredths of seconds since its start. */
const CLOCK = '{ read up rest </proc/uptime; } 2>/dev/null && echo "up $up" >&3';
/** How far two readings of that clock may be off together, in seconds. */
const CLOCK_STEP = 0.01;

/**
 * Runs around every tool, by /bin/sh: no core files, and an address space limit where one is asked for. Before and after, descriptor 3 gets
 * the clock and the CPU time of all waited-for descendants (`times`, second line of POSIX's format); the tool doesn't get that descriptor. A
 * signal shows as exit 128+N.
 */
export function timedCommand(argv: readonly string[], addressSpaceBytes?: number): string[] {
  const limit = addressSpaceBytes === undefined ? '' : `ulimit -v ${Math.floor(addressSpaceBytes / 1024)} || exit 125; `;
  const script = `ulimit -c 0; ${limit}echo ${READY} >&3; times >&3; ${CLOCK}; "$@" 3>&-; code=$?; ${CLOCK}; times >&3; exit "$code"`;
  return ['/bin/sh', '-c', script, 'deidbench', ...argv];
}

/** Gives a command an environment that the wrappers around it do not have: a tool's own PATH or libraries must not be used to make its sandbox. */
export function withEnvironment(env: Readonly<Record<string, string>>, argv: readonly string[]): string[] {
  return ['/usr/bin/env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...argv];
}

/** CPU seconds of the tool and its descendants from what `timedCommand` said, or undefined when it was killed before it could say. */
export function parseTimes(said: string): number | undefined {
  const [, before, , after] = said.split('\n').flatMap((line) => secondsOf(line) ?? []);
  return before === undefined || after === undefined ? undefined : after - before;
}

/**
 * Seconds from the tool's start to its end. What is seen from outside is exact, but wrong by as much as this process was late to look; the clock
 * that was read around the tool is coarse, but there in time: it bounds what was seen.
 */
export function wallSecondsOf(said: string, seen: number): number {
  const [begun, ended] = [...said.matchAll(/^up (\d+\.\d+)$/gm)].map(([, at]) => Number(at));
  if (begun === undefined || ended === undefined) return seen;
  return Math.min(Math.max(seen, ended - begun - CLOCK_STEP), ended - begun + CLOCK_STEP);
}

/** Sums a line of `times`, such as `0m1.230000s 0m0.040000s`; undefined for other lines. */
function secondsOf(line: string): number | undefined {
  const parts = [...line.matchAll(/(\d+)m(\d+(?:[.,]\d+)?)s/g)];
  if (parts.length !== 2) return undefined;
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds?.replace(',', '.')), 0);
}
