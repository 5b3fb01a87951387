import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { AttemptEnd, Isolation } from '../model/index.ts';
import { attemptEnd } from './attempt-end.ts';
import { temporaryFolder, toolEnvironment } from './environment.ts';
import { findExecutable } from './executable.ts';
import { askToEnd, graceFor, killTree } from './kill-tree.ts';
import { brokenByDisk, watchLimits, type Breach } from './limit-watch.ts';
import { LogCapture } from './log-capture.ts';
import { parseTimes, READY, timedCommand } from './shell.ts';
import { start, type Started } from './start.ts';
import { TreeWatch } from './tree-watch.ts';
import type { Command, Sandbox } from './types.ts';
import { bwrap } from './wrap-bwrap.ts';
import { group } from './wrap-group.ts';
import { unshare, viewFolder } from './wrap-unshare.ts';

const WRAPPERS = { bwrap, unshare, group };

export interface Hooks {
  signal?: AbortSignal | undefined;
  onSpawn?: ((pid: number) => void) | undefined;
}

export type Ran = AttemptEnd & { wallSeconds: number; cpuSeconds: number; peakBytes: number };

/** Runs a command under a method that works here. Rejects only when this machine fails (folders can't be made, log can't be written). */
export async function runWrapped(command: Command, sandbox: Sandbox, method: Isolation['method'], hooks: Hooks): Promise<Ran> {
  const program = command.argv[0] ?? '';
  const executable = findExecutable(program, command.env.PATH);
  const nothing = { wallSeconds: 0, cpuSeconds: 0, peakBytes: 0 };
  if (executable === undefined) return { end: 'not-installed', detail: `"${program}" is not a program of this machine`, ...nothing };
  await mkdir(temporaryFolder(sandbox), { recursive: true });
  await mkdir(viewFolder(sandbox.home), { recursive: true });
  const wrapper = WRAPPERS[method];
  const argv = wrapper.wrap({
    command: timedCommand([executable, ...command.argv.slice(1)], sandbox.addressSpaceLimit ? sandbox.limits.memoryBytes : undefined),
    sandbox,
    show: [dirname(executable)],
    root: process.getuid?.() === 0,
    setpriv: findExecutable('setpriv'),
  });
  const log = new LogCapture(sandbox.logFile);
  try {
    const started = start(argv, toolEnvironment(command, sandbox, executable), sandbox.work);
    if (!started) return { end: 'infrastructure', detail: `"${argv[0]}" could not be started`, ...nothing };
    hooks.onSpawn?.(started.pid);
    return await follow(started, new TreeWatch(started.pid, wrapper.processes), log, sandbox, hooks.signal);
  } finally {
    log.close();
  }
}

async function follow(started: Started, tree: TreeWatch, log: LogCapture, sandbox: Sandbox, signal?: AbortSignal): Promise<Ran> {
  for (const stream of started.output) log.follow(stream);
  let begun = performance.now();
  void started.ready.then(() => (begun = performance.now()));
  const breach = await endOrBreach(started, tree, sandbox, signal);
  if ((breach === 'timeout' || breach === 'called-off') && started.said() !== '') {
    askToEnd(tree);
    await graceFor(started.exit);
  }
  const wallSeconds = (performance.now() - begun) / 1000;
  await killTree(started.pid, tree, sandbox.marker);
  const exit = await started.exit;
  await started.drain();
  const ended = {
    ...exit,
    breach: breach ?? brokenByDisk(sandbox),
    started: started.said().startsWith(READY),
    lastWords: log.lastWords(),
    limits: sandbox.limits,
  };
  return { ...attemptEnd(ended), wallSeconds, cpuSeconds: parseTimes(started.said()) ?? tree.cpuSeconds, peakBytes: tree.peakBytes };
}

/** Settles at the tool's own end, with undefined, or at the first broken limit. */
async function endOrBreach(started: Started, tree: TreeWatch, sandbox: Sandbox, signal?: AbortSignal): Promise<Breach | undefined> {
  const { promise, resolve } = Promise.withResolvers<Breach | undefined>();
  const watch = watchLimits(tree, sandbox, resolve);
  const callOff = (): void => resolve('called-off');
  signal?.addEventListener('abort', callOff);
  if (signal?.aborted) callOff();
  void started.exit.then(() => resolve(undefined));
  void started.ready.then(() => tree.look());
  try {
    return await promise;
  } finally {
    watch.stop();
    signal?.removeEventListener('abort', callOff);
  }
}
