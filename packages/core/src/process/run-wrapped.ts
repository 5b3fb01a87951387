import { realpath } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sharedMemory, temporaryFolder, toolEnvironment, wrapperEnvironment } from './environment.ts';
import { makeFolder } from './make-folder.ts';
import { findExecutable, missingInterpreter } from './executable.ts';
import { NOTHING_USED, runAttempt, type Hooks, type Ran } from './run-attempt.ts';
import { timedCommand, withEnvironment } from './shell.ts';
import type { Command, ProcessMethod, Sandbox } from './types.ts';
import { viewOf } from './view.ts';
import { bwrap } from './wrap-bwrap.ts';
import { group } from './wrap-group.ts';
import { unshare, viewFolder } from './wrap-unshare.ts';

const WRAPPERS = { bwrap, unshare, group };

/** Runs a program of this machine under a method that works here. Rejects only when this machine fails. */
export async function runWrapped(command: Command, sandbox: Sandbox, method: ProcessMethod, hooks: Hooks): Promise<Ran> {
  const program = command.argv[0] ?? '';
  const executable = findExecutable(program, command.env.PATH);
  if (executable === undefined) return { end: 'not-installed', detail: `"${program}" is not a program of this machine`, ...NOTHING_USED };
  for (const folder of [temporaryFolder(sandbox), sharedMemory(sandbox), viewFolder(sandbox.home)]) await makeFolder(folder);
  const missing = missingInterpreter(executable, command.env.PATH ?? dirname(executable));
  if (missing !== undefined)
    return { end: 'not-installed', detail: `"${program}" needs "${missing}", which is not on this machine`, ...NOTHING_USED };
  const wrapper = WRAPPERS[method];
  const limit = sandbox.addressSpaceLimit ? sandbox.limits.memoryBytes : undefined;
  const argv = wrapper.wrap({
    command: timedCommand(withEnvironment(toolEnvironment(command, sandbox, executable), [executable, ...command.argv.slice(1)]), limit),
    sandbox,
    // The program may be a link into another folder that is hidden as well.
    view: viewOf(sandbox.hide, [...sandbox.show, dirname(executable), dirname(await realpath(executable))]),
    root: process.getuid?.() === 0,
    setpriv: findExecutable('setpriv'),
  });
  return runAttempt({ argv, env: wrapperEnvironment(sandbox), wrappers: wrapper.processes }, sandbox, hooks);
}
