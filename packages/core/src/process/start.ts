import { execa } from 'execa';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';

export interface Started {
  pid: number;
  /** Settles when the outermost process has ended, whoever still holds its pipes. */
  exit: Promise<{ exitCode: number | null; signal: NodeJS.Signals | null }>;
  /** stdout and stderr. */
  output: Readable[];
  /** Settles at the first word on descriptor 3: the tool starts. */
  ready: Promise<void>;
  /** All that was said on descriptor 3. */
  said(): string;
  /** Waits shortly for the pipes to run dry, then lets go of them. */
  drain(): Promise<void>;
}

/** Descriptor 3 carries a few lines; whoever else gets hold of it can not fill the memory. */
const MOST_SAID = 4096;

/** A stray that left the tree may hold a pipe open for ever. */
const DRAIN_MS = 500;

/** Starts a process as leader of a session of its own, without a shell, with nothing on stdin. Undefined when it can't be started. */
export function start(argv: readonly string[], env: Readonly<Record<string, string>>, cwd: string): Started | undefined {
  const [program = '', ...rest] = argv;
  const child = execa(program, rest, {
    env,
    extendEnv: false,
    cwd,
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  // Everything is read from the child itself; execa's own result waits for pipes that a stray may hold.
  void child.catch(() => undefined);
  const words = child.stdio[3];
  if (child.pid === undefined || !words) return undefined;
  let said = '';
  const ready = Promise.withResolvers<void>();
  words.on('data', (chunk: Buffer) => {
    if (said.length < MOST_SAID) said += chunk.toString('latin1', 0, MOST_SAID);
    ready.resolve();
  });
  words.on('error', () => undefined);
  // Node's pipes are sockets, which execa's types do not say.
  const pipes = [child.stdout, child.stderr, words] as (Readable & { readonly bytesRead: number })[];
  return {
    pid: child.pid,
    exit: new Promise((resolve) => child.nodeChildProcess.once('exit', (exitCode, signal) => resolve({ exitCode, signal }))),
    output: [child.stdout, child.stderr],
    ready: ready.promise,
    said: () => said,
    drain: () => drain(pipes),
  };
}

async function drain(pipes: readonly (Readable & { readonly bytesRead: number })[]): Promise<void> {
  const timeout = Promise.withResolvers<void>();
  const timer = setTimeout(timeout.resolve, DRAIN_MS);
  await Promise.race([Promise.all(pipes.map(closed)), timeout.promise]);
  clearTimeout(timer);
  await untilDry(pipes);
  for (const pipe of pipes) pipe.destroy();
}

/** Where this process was too busy to read, all that was said may still be in the pipes when the time is up: timers come before data. */
async function untilDry(pipes: readonly { readonly bytesRead: number }[]): Promise<void> {
  const heard = (): number => pipes.reduce((sum, { bytesRead }) => sum + bytesRead, 0);
  const until = performance.now() + DRAIN_MS;
  for (let before = -1; before !== heard() && performance.now() < until;) {
    before = heard();
    // Between the first and the second of them lies a look at all pipes.
    await setImmediate();
    await setImmediate();
  }
}

function closed(pipe: Readable): Promise<void> {
  return pipe.closed ? Promise.resolve() : new Promise((resolve) => pipe.once('close', resolve));
}
