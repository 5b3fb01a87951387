import { dirname, join } from 'node:path';
import { MARKER } from './sweep.ts';
import type { Command, Sandbox } from './types.ts';

export const SYSTEM_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The whole environment of a tool: nothing of ours but what is said here, so that a run on another machine sees the same. */
export function toolEnvironment(command: Command, sandbox: Sandbox, executable: string): Record<string, string> {
  return { PATH: `${dirname(executable)}:${SYSTEM_PATH}`, ...toolSettings(command, sandbox) };
}

/** The environment of what makes the sandbox and waits beside the tool: the system's programs, and the marker by which a sweep finds it. */
export function wrapperEnvironment(sandbox: Sandbox): Record<string, string> {
  return { LANG: 'C.UTF-8', PATH: SYSTEM_PATH, [MARKER]: sandbox.marker };
}

/** The environment without a PATH. */
export function toolSettings(command: Command, sandbox: Sandbox): Record<string, string> {
  return {
    LANG: 'C.UTF-8',
    LC_ALL: 'C.UTF-8',
    TZ: 'UTC',
    HOME: sandbox.home,
    TMPDIR: temporaryFolder(sandbox),
    PYTHONHASHSEED: '0',
    PYTHONWARNINGS: 'ignore',
    PYTHONDONTWRITEBYTECODE: '1',
    SOURCE_DATE_EPOCH: '946684800',
    ...command.env,
    [MARKER]: sandbox.marker,
  };
}

/** Temporary files lie in the tool's home, where they are counted against its disk limit. */
export function temporaryFolder(sandbox: Sandbox): string {
  return join(sandbox.home, 'tmp');
}

/** So does what the tool puts into /dev/shm: memory behind it would belong to no process and be under no limit. */
export function sharedMemory(sandbox: Sandbox): string {
  return join(sandbox.home, '.shm');
}
