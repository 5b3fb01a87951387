import type { AttemptEnd } from '../model/index.ts';
import { attemptEnd } from './attempt-end.ts';
import { askToEnd, graceFor, killTree } from './kill-tree.ts';
import { brokenByDisk, watchLimits, type Breach } from './limit-watch.ts';
import { LogCapture } from './log-capture.ts';
import { parseTimes, READY, wallSecondsOf } from './shell.ts';
import { start, type Started } from './start.ts';
import { TreeWatch } from './tree-watch.ts';
import type { Sandbox } from './types.ts';

export interface Hooks {
  signal?: AbortSignal | undefined;
  onSpawn?: ((pid: number) => void) | undefined;
}

export type Ran = AttemptEnd & { wallSeconds: number; cpuSeconds: number; peakBytes: number };

export const NOTHING_USED = { wallSeconds: 0, cpuSeconds: 0, peakBytes: 0 };

/** The process that is really started for an attempt. */
export interface Arrangement {
  /** `timedCommand` inside its wrapper. */
  argv: readonly string[];
  env: Readonly<Record<string, string>>;
  /** How many processes lead from the one started to the tool. */
  wrappers: number;
  /** Where the tool is no child of ours: how to end it. Its processes are found by their marker. */
  endOutside?: () => Promise<void>;
}

/** Starts, watches, measures and ends one attempt. Rejects only when this machine fails (log can't be written). */
export async function runAttempt(arrangement: Arrangement, sandbox: Sandbox, hooks: Hooks): Promise<Ran> {
  const log = new LogCapture(sandbox.logFile);
  try {
    const started = start(arrangement.argv, arrangement.env, sandbox.work);
    if (!started) return { end: 'infrastructure', detail: `"${arrangement.argv[0]}" could not be started`, ...NOTHING_USED };
    hooks.onSpawn?.(started.pid);
    for (const stream of started.output) log.follow(stream);
    const outside = arrangement.endOutside ? sandbox.marker : undefined;
    const tree = new TreeWatch(started.pid, arrangement.wrappers, outside);
    const { breach, seen } = await untilEnd(started, tree, sandbox, hooks.signal);
    await arrangement.endOutside?.();
    await killTree(started.pid, tree, sandbox.marker);
    const exit = await started.exit;
    await started.drain();
    const facts = {
      ...exit,
      breach: breach ?? brokenByDisk(sandbox),
      started: started.said().startsWith(READY),
      lastWords: log.lastWords(),
      limits: sandbox.limits,
    };
    const waitedFor = parseTimes(started.said()) ?? 0;
    const wallSeconds = wallSecondsOf(started.said(), seen);
    return { ...attemptEnd(facts), wallSeconds, cpuSeconds: Math.max(waitedFor, tree.cpuSeconds), peakBytes: tree.peakBytes };
  } finally {
    log.close();
  }
}

/** Waits for the tool's own end, or for the end of its grace after a limit was broken. Seconds that were seen count from the tool's start. */
async function untilEnd(
  started: Started,
  tree: TreeWatch,
  sandbox: Sandbox,
  signal?: AbortSignal,
): Promise<{ breach?: Breach; seen: number }> {
  let begun = performance.now();
  void started.ready.then(() => (begun = performance.now()));
  const breach = await endOrBreach(started, tree, sandbox, signal);
  if ((breach === 'timeout' || breach === 'called-off') && started.said() !== '') {
    askToEnd(tree);
    await graceFor(started.exit);
  }
  const seen = (performance.now() - begun) / 1000;
  return breach === undefined ? { seen } : { breach, seen };
}

/** Settles at the tool's own end, with undefined, or at the first broken limit. */
async function endOrBreach(started: Started, tree: TreeWatch, sandbox: Sandbox, signal?: AbortSignal): Promise<Breach | undefined> {
  const { promise, resolve } = Promise.withResolvers<Breach | undefined>();
  const watch = watchLimits(tree, sandbox, started.ready, resolve);
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
