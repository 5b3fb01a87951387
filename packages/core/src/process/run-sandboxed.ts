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

/** Mounts need paths without links. What should be hidden or shown and is not there is left out. */
async function realPaths(sandbox: Sandbox): Promise<Sandbox> {
  const [input, output, work, home] = await Promise.all([
    realpath(sandbox.input),
    realpath(sandbox.output),
    realpath(sandbox.work),
    realpath(sandbox.home),
  ]);
  return { ...sandbox, input, output, work, home, hide: await existing(sandbox.hide), show: await existing(sandbox.show) };
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const real = paths.map((path) => realpath(path).catch(() => undefined));
  return (await Promise.all(real)).filter((path) => path !== undefined);
}
