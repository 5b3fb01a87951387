import { temporaryFolder, toolSettings } from './environment.ts';
import type { Command, Container, Sandbox } from './types.ts';

/** Who the tool is inside: who deidbench is outside, so that the outputs are ours. */
export interface User {
  uid: number;
  gid: number;
}

/**
 * Arguments of `docker run`, `podman run` or `apptainer exec` for a tool: no network but its own loopback, a read-only system without
 * privileges, the sandbox's folders at the paths that they have outside, the limits of the attempt. Nothing is pulled.
 */
export function containerCommand(container: Container, command: Command, sandbox: Sandbox, user: User): string[] {
  return container.runtime === 'apptainer' ? apptainer(container, command, sandbox) : engine(container, command, sandbox, user);
}

/** The container's name: a run finds what a killed one left by it. */
export function containerName(marker: string): string {
  return `deidbench-${marker.replace(/[^\w.-]/g, '_')}`;
}

function engine({ runtime, image }: Container, command: Command, sandbox: Sandbox, user: User): string[] {
  const { limits, marker } = sandbox;
  const [program = '', ...rest] = command.argv;
  return [
    [runtime, 'run', '--name', containerName(marker), '--init', '--pull', 'never', '--log-driver', 'none'],
    ['--network', 'none', '--read-only', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges', '--security-opt', 'label=disable'],
    ['--user', `${user.uid}:${user.gid}`, ...(runtime === 'podman' && user.uid !== 0 ? ['--userns', 'keep-id'] : [])],
    ['--memory', String(limits.memoryBytes), '--memory-swap', String(limits.memoryBytes)],
    ['--pids-limit', String(limits.processes), '--ulimit', 'core=0'],
    mounts(sandbox).flatMap((mount) => ['--mount', engineMount(mount)]),
    variables(command, sandbox).flatMap((variable) => ['--env', variable]),
    ['--workdir', sandbox.work, '--entrypoint', program, image],
    rest,
  ].flat();
}

function apptainer({ image }: Container, command: Command, sandbox: Sandbox): string[] {
  return [
    ['apptainer', 'exec', '--containall', '--no-home', '--no-privs', '--no-eval', '--net', '--network', 'none'],
    mounts(sandbox).flatMap((mount) => ['--mount', apptainerMount(mount)]),
    variables(command, sandbox).flatMap((variable) => ['--env', variable]),
    ['--pwd', sandbox.work, image],
    command.argv,
  ].flat();
}

interface Mount {
  from: string;
  to: string;
  readOnly: boolean;
}

function mounts(sandbox: Sandbox): Mount[] {
  const { input, output, work, home, show } = sandbox;
  return [
    ...[input, ...show].map((path) => ({ from: path, to: path, readOnly: true })),
    ...[output, work, home].map((path) => ({ from: path, to: path, readOnly: false })),
    { from: temporaryFolder(sandbox), to: '/tmp', readOnly: false },
  ];
}

function engineMount({ from, to, readOnly }: Mount): string {
  return ['type=bind', csv(`source=${from}`), csv(`target=${to}`), ...(readOnly ? ['readonly'] : [])].join(',');
}

function apptainerMount({ from, to, readOnly }: Mount): string {
  return ['type=bind', csv(`source=${from}`), csv(`destination=${to}`), ...(readOnly ? ['ro'] : [])].join(',');
}

/** Mounts are read as a line of CSV. */
function csv(field: string): string {
  return /[",\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** PATH stays the image's, unless the manifest says one. */
function variables(command: Command, sandbox: Sandbox): string[] {
  return Object.entries(toolSettings(command, sandbox)).map(([name, value]) => `${name}=${value}`);
}
