import { execa } from 'execa';
import type { Isolation } from '../model/index.ts';
import { containerCommand, containerName } from './container-command.ts';
import { temporaryFolder } from './environment.ts';
import { findExecutable } from './executable.ts';
import { makeFolder } from './make-folder.ts';
import { NOTHING_USED, runAttempt, type Hooks, type Ran } from './run-attempt.ts';
import { timedCommand } from './shell.ts';
import { MARKER } from './sweep.ts';
import type { Command, Container, Sandbox } from './types.ts';

/** What every runtime is asked for; one that can't give it refuses to start. */
export function containerIsolation(runtime: Container['runtime'], network: Sandbox['network']): Isolation {
  return { method: runtime, network, pidNamespace: true, readOnlyInput: true, hiddenRun: true };
}

/** Runs a tool in a container. The container is removed afterwards, whatever became of it. */
export async function runContainer(command: Command, sandbox: Sandbox, container: Container, hooks: Hooks): Promise<Ran> {
  const { runtime, image } = container;
  const program = findExecutable(runtime, process.env.PATH);
  if (program === undefined) return { end: 'not-installed', detail: `"${runtime}" is not a program of this machine`, ...NOTHING_USED };
  await makeFolder(temporaryFolder(sandbox));
  const user = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 };
  const [, ...rest] = containerCommand(container, command, sandbox, user);
  const env = { ...(process.env as Record<string, string>), [MARKER]: sandbox.marker };
  const name = containerName(sandbox.marker);
  const engine = runtime !== 'apptainer';
  let outOfMemory = false;
  const endOutside = async (): Promise<void> => {
    outOfMemory = (await ask(program, ['inspect', '--format', '{{.State.OOMKilled}}', name])) === 'true';
    await ask(program, ['rm', '--force', '--volumes', name]);
  };
  const arrangement = { argv: timedCommand([program, ...rest]), env, wrappers: 2, ...(engine ? { endOutside } : {}) };
  const ran = await runAttempt(arrangement, sandbox, hooks);
  if (outOfMemory) return { ...ran, end: 'out-of-memory', detail: 'ended by the memory limit of its container' };
  return engine ? { ...ran, ...engineFailure(ran, image) } : ran;
}

/** 125: the runtime itself failed. 126 and 127: it could not start the program (docker-run(1), "Exit status"). */
function engineFailure({ end, exitCode }: Ran, image: string): Partial<Ran> {
  if (end !== 'exited') return {};
  if (exitCode === 125) return { end: 'infrastructure', detail: `the container runtime failed; is the image "${image}" on this machine?` };
  if (exitCode === 126 || exitCode === 127) return { end: 'not-installed', detail: `the image "${image}" has no such program` };
  return {};
}

/** What a short command of the runtime prints; '' when it fails or takes too long. */
async function ask(program: string, argv: readonly string[]): Promise<string> {
  const { stdout, failed } = await execa(program, argv, { reject: false, timeout: 20_000, stdin: 'ignore' });
  return failed ? '' : stdout.trim();
}
