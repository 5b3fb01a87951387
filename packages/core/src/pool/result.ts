export type PoolErrorCode =
  /** The worker's process ended inside the task. */
  | 'WORKER_DIED'
  /** The task took longer than its watchdog allows; its worker was killed. */
  | 'WATCHDOG'
  /** The caller's signal. */
  | 'ABORTED'
  /** The pool was closed before the task came to its turn or its end. */
  | 'POOL_CLOSED'
  /** The task threw something without a code. */
  | 'TASK_ERROR';

/** What became of a task: never a rejection. `code` is a PoolErrorCode or the code of what the task threw. */
export type PoolResult<Value> = { ok: true; value: Value } | { ok: false; error: { code: PoolErrorCode | (string & {}); message: string } };

export function failure<Value>(code: PoolErrorCode, message: string): PoolResult<Value> {
  return { ok: false, error: { code, message } };
}

/** Reads what tinypool rejects with: an error, or what is left of one after its way through structured clone. It tells a dead worker by its message alone. */
export function failureOf<Value>(error: unknown): PoolResult<Value> {
  const message = textOf(error, 'message') ?? String(error);
  if (/Worker exited unexpectedly/i.test(message)) return failure('WORKER_DIED', 'the worker process ended inside the task.');
  if (/Terminating worker thread/i.test(message)) return failure('POOL_CLOSED', 'the pool was closed while the task ran.');
  return { ok: false, error: { code: textOf(error, 'code') ?? 'TASK_ERROR', message } };
}

function textOf(error: unknown, name: 'message' | 'code'): string | undefined {
  if (typeof error !== 'object' || error === null || !(name in error)) return undefined;
  const value: unknown = (error as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : undefined;
}
