import { setMaxListeners } from 'node:events';
import { Tinypool } from 'tinypool';
import { failure, failureOf, type PoolResult } from './result.ts';
import { Slots } from './slots.ts';

export interface PoolOptions {
  /** Module whose default export takes one task. */
  worker: URL | string;
  /** Processes at a time. */
  size: number;
  /** Milliseconds after which an idle worker ends; without it workers stay. */
  idleTimeout?: number;
  /** Further variables for the workers; they have those of this process too. */
  env?: Record<string, string>;
}

export interface RunOptions {
  /** Gets what the worker sends with `emitEvent` while the task runs. */
  onEvent?: (event: unknown) => void;
  /** Seconds from the task's start until its worker is killed. */
  seconds?: number;
  signal?: AbortSignal;
}

export interface Pool<Task, Value> {
  /** Runs a task; waits for a free worker in order of calls. Never rejects. */
  run(task: Task, options?: RunOptions): Promise<PoolResult<Value>>;
  /** Kills the workers; tasks that run or wait end with POOL_CLOSED. */
  close(): Promise<void>;
}

/** Node lets short-lived values pile up to 48 MB and more before it looks for them; with less, workers take nearly half the memory and no more time. */
const YOUNG_GENERATION = '--max-semi-space-size=4';
/** Where much memory is free V8 lets a heap double and more before it cleans up; so a worker that judges keeps to 40 % above what it holds. */
const OLD_GENERATION = '--heap-growing-percent=40';

/** After a kill tinypool settles in milliseconds; this is for the day when it doesn't. */
const SETTLE_MS = 5_000;

/**
 * A pool of worker processes: a crash, an endless loop or a native fault in one task is a value for its caller and touches no other task.
 * Values cross by structured clone (Map, BigInt, Buffer).
 */
export function createPool<Task, Value>(options: PoolOptions): Pool<Task, Value> {
  const pool = new Tinypool({
    filename: String(options.worker),
    runtime: 'child_process',
    serialization: 'advanced',
    execArgv: [...process.execArgv, YOUNG_GENERATION, OLD_GENERATION],
    minThreads: 0,
    maxThreads: options.size,
    env: { ...(process.env as Record<string, string>), ...options.env },
    ...(options.idleTimeout === undefined ? { idleTimeout: 2 ** 31 - 1 } : { idleTimeout: options.idleTimeout }),
  });
  const slots = new Slots(options.size);
  const closing = new AbortController();
  // One listener a running task, however large the pool.
  setMaxListeners(0, closing.signal);

  async function run(task: Task, { onEvent, seconds, signal }: RunOptions = {}): Promise<PoolResult<Value>> {
    if (signal) setMaxListeners(0, signal);
    await slots.take();
    try {
      if (closing.signal.aborted) return failure('POOL_CLOSED', 'the pool was closed before the task began.');
      if (signal?.aborted) return failure('ABORTED', 'the task was called off before it began.');
      return await watched(task, onEvent ?? (() => undefined), seconds, signal);
    } finally {
      slots.give();
    }
  }

  async function watched(
    task: Task,
    onEvent: (event: unknown) => void,
    seconds?: number,
    signal?: AbortSignal,
  ): Promise<PoolResult<Value>> {
    const kill = new AbortController();
    const { promise: stopped, resolve: stop } = Promise.withResolvers<PoolResult<Value>>();
    let reason: PoolResult<Value> | undefined;
    let settling: NodeJS.Timeout | undefined;
    const end = (why: PoolResult<Value>): void => {
      reason ??= why;
      kill.abort();
      // Not unref'd: with nothing else to wait for, the process would end here with its work undone.
      settling ??= setTimeout(() => stop(why), SETTLE_MS);
    };
    const timer =
      seconds === undefined
        ? undefined
        : setTimeout(() => end(failure('WATCHDOG', `no end after ${seconds} s; the worker was killed.`)), seconds * 1000);
    const onAbort = (): void => end(failure('ABORTED', 'the task was called off; its worker was killed.'));
    const onClose = (): void => end(failure('POOL_CLOSED', 'the pool was closed while the task ran.'));
    signal?.addEventListener('abort', onAbort);
    closing.signal.addEventListener('abort', onClose);
    try {
      const done = (pool.run(task, { signal: kill.signal, channel: { postMessage: onEvent } }) as Promise<Value>).then(
        (value): PoolResult<Value> => ({ ok: true, value }),
        (error: unknown): PoolResult<Value> => reason ?? failureOf(error),
      );
      return await Promise.race([done, stopped]);
    } finally {
      clearTimeout(timer);
      clearTimeout(settling);
      signal?.removeEventListener('abort', onAbort);
      closing.signal.removeEventListener('abort', onClose);
    }
  }

  async function close(): Promise<void> {
    closing.abort();
    const { promise: waited, resolve: giveUp } = Promise.withResolvers<void>();
    const timer = setTimeout(giveUp, SETTLE_MS);
    await Promise.race([pool.destroy(), waited]);
    clearTimeout(timer);
  }

  return { run, close };
}
