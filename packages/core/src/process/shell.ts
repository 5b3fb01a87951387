/** What descriptor 3 says just before the tool starts. Where it is missing, the sandbox could not be made. */
export const READY = 'ready';

/**
 * Runs around every tool, by /bin/sh: no core files, and an address space limit where one is asked for. Before and after, descriptor 3 gets
 * the CPU time of all waited-for descendants (`times`, second line of POSIX's format); the tool doesn't get that descriptor. A signal shows
 * as exit 128+N.
 */
export function timedCommand(argv: readonly string[], addressSpaceBytes?: number): string[] {
  const limit = addressSpaceBytes === undefined ? '' : `ulimit -v ${Math.floor(addressSpaceBytes / 1024)} || exit 125; `;
  const script = `ulimit -c 0; ${limit}echo ${READY} >&3; times >&3; "$@" 3>&-; code=$?; times >&3; exit "$code"`;
  return ['/bin/sh', '-c', script, 'deidbench', ...argv];
}

/** Gives a command an environment that the wrappers around it do not have: a tool's own PATH or libraries must not be used to make its sandbox. */
export function withEnvironment(env: Readonly<Record<string, string>>, argv: readonly string[]): string[] {
  return ['/usr/bin/env', '-i', ...Object.entries(env).map(([name, value]) => `${name}=${value}`), ...argv];
}

/** CPU seconds of the tool and its descendants from what `timedCommand` said, or undefined when it was killed before it could say. */
export function parseTimes(said: string): number | undefined {
  const [, , before, , after] = said.split('\n').map(secondsOf);
  return before === undefined || after === undefined ? undefined : after - before;
}

/** Sums a line of `times`, such as `0m1.230000s 0m0.040000s`; undefined for other lines. */
function secondsOf(line: string): number | undefined {
  const parts = [...line.matchAll(/(\d+)m(\d+(?:[.,]\d+)?)s/g)];
  if (parts.length !== 2) return undefined;
  return parts.reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds?.replace(',', '.')), 0);
}
