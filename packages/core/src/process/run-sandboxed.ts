import { realpath } from 'node:fs/promises';
import type { Isolation } from '../model/index.ts';
import { detectIsolation, tryIsolation } from './isolation.ts';
import { containerIsolation, runContainer } from './run-container.ts';
import { runWrapped } from './run-wrapped.ts';
import type { Command, Exec, Sandbox } from './types.ts';

const NO_ISOLATION: Isolation = { method: 'group', network: 'host', pidNamespace: false, readOnlyInput: false, hiddenRun: false };

/**
 * Runs a tool in its sandbox until its end, a limit or a signal. Afterwards no process of it lives. What a tool does is a value, never a
 * rejection; so is a machine that fails (`infrastructure`).
 * @param onSpawn gets the pid of the outermost process as soon as it runs.
 */
export async function runSandboxed(
  command: Command,
  sandbox: Sandbox,
  signal?: AbortSignal,
  onSpawn?: (pid: number) => void,
): Promise<Exec> {
  try {
    const real = await realPaths(sandbox);
    if (real.container) {
      const ran = await runContainer(command, real, real.container, { signal, onSpawn });
      return { ...ran, isolation: containerIsolation(real.container.runtime, sandbox.network) };
    }
    const isolation = sandbox.method === undefined ? await detectIsolation() : await tryIsolation(sandbox.method);
    if (!isolation) return failed(`isolation "${sandbox.method}" does not work on this machine`);
    const ran = await runWrapped(command, real, isolation.method, { signal, onSpawn });
    const loopback = sandbox.network === 'loopback' && isolation.network === 'none';
    return { ...ran, isolation: loopback ? { ...isolation, network: 'loopback' } : isolation };
  } catch (error) {
    return failed((error as Error).message);
  }
}

function failed(detail: string): Exec {
  return { end: 'infrastructure', detail, wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, isolation: NO_ISOLATION };
}

/** Mounts need paths without links. Folders to hide or show that are not there are left out. */
async function realPaths(sandbox: Sandbox): Promise<Sandbox> {
  const existing = async (paths: readonly string[]): Promise<string[]> =>
    (
      await Promise.all(
        paths.map((path) =>
          realpath(path).then(
            (real) => [real],
            () => [],
          ),
        ),
      )
    ).flat();
  const [input, output, work, home] = await Promise.all(
    [sandbox.input, sandbox.output, sandbox.work, sandbox.home].map((path) => realpath(path)),
  );
  return { ...sandbox, input, output, work, home, hide: await existing(sandbox.hide), show: await existing(sandbox.show) } as Sandbox;
}
