import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPool, type Pool } from './create-pool.ts';

interface Task {
  kind: string;
  value?: unknown;
}

const WORKER = new URL('./testing/worker.ts', import.meta.url);
let pool: Pool<Task, unknown>;
beforeAll(() => void (pool = createPool({ worker: WORKER, size: 2, env: { DEIDBENCH_POOL_TEST: 'given' } })));
afterAll(() => pool.close());

describe('a pool of worker processes', () => {
  it('carries maps, big integers, dates and bytes', async () => {
    const value = new Map<string, unknown>([
      ['a', 1n],
      ['b', new Date(0)],
      ['c', new Uint8Array([1, 2])],
    ]);
    expect(await pool.run({ kind: 'echo', value })).toEqual({ ok: true, value });
  });

  it('gives workers the environment of this process and its own', async () => {
    expect(await pool.run({ kind: 'environment' })).toEqual({ ok: true, value: 'given' });
  });

  it('gives a thrown error as a value, with its code', async () => {
    expect(await pool.run({ kind: 'throw' })).toEqual({ ok: false, error: { code: 'NOT_FOUND', message: 'no such file' } });
    expect(await pool.run({ kind: 'throw-text' })).toEqual({ ok: false, error: { code: 'TASK_ERROR', message: 'a text' } });
  });

  it.each(['exit', 'kill', 'abort'])('outlives a worker that ends by %s, and so do other tasks', async (kind) => {
    const [neighbour, dead] = await Promise.all([pool.run({ kind: 'wait', value: 300 }), pool.run({ kind })]);
    expect(dead).toMatchObject({ ok: false, error: { code: 'WORKER_DIED' } });
    expect(neighbour.ok).toBe(true);
    expect(await pool.run({ kind: 'echo', value: 1 })).toEqual({ ok: true, value: 1 });
  });

  it('kills a worker that spins, after the seconds given', async () => {
    expect(await pool.run({ kind: 'spin' }, { seconds: 0.4 })).toMatchObject({ ok: false, error: { code: 'WATCHDOG' } });
  });

  it('does not count the time that a task waits for a worker', async () => {
    await Promise.all([pool.run({ kind: 'wait', value: 100 }), pool.run({ kind: 'wait', value: 100 })]);
    const tasks = Array.from({ length: 8 }, () => pool.run({ kind: 'wait', value: 600 }, { seconds: 1.9 }));
    expect((await Promise.all(tasks)).map(({ ok }) => ok)).toEqual(Array(8).fill(true));
  });

  it('kills a task that is called off, and one that waits never begins', async () => {
    const signal = AbortSignal.timeout(200);
    const results = await Promise.all(Array.from({ length: 3 }, () => pool.run({ kind: 'spin' }, { signal })));
    expect(results.map((result) => (result.ok ? '' : result.error.code))).toEqual(Array(3).fill('ABORTED'));
  });

  it('tells the events of a task, in order, to that task alone', async () => {
    const heard: unknown[] = [];
    const others: unknown[] = [];
    await Promise.all([
      pool.run({ kind: 'events', value: 50 }, { onEvent: (event) => heard.push(event) }),
      pool.run({ kind: 'echo' }, { onEvent: (event) => others.push(event) }),
    ]);
    expect(heard).toEqual(Array.from({ length: 50 }, (_, n) => ({ n })));
    expect(others).toEqual([]);
  });

  it('has workers that an interrupt from the terminal does not end', async () => {
    expect(await pool.run({ kind: 'interrupt' })).toEqual({ ok: true, value: 'alive' });
  });

  it('keeps no more workers than its size', async () => {
    const results = await Promise.all(Array.from({ length: 12 }, () => pool.run({ kind: 'pid' })));
    expect(new Set(results.map((result) => (result.ok ? result.value : undefined))).size).toBeLessThanOrEqual(2);
  });

  it('that is closed ends what runs and what waits, and its workers', async () => {
    const closing = createPool<Task, unknown>({ worker: WORKER, size: 1 });
    const pid = await closing.run({ kind: 'pid' });
    const tasks = [closing.run({ kind: 'spin' }), closing.run({ kind: 'echo' })];
    setTimeout(() => void closing.close(), 100);
    for (const result of await Promise.all(tasks)) expect(result).toMatchObject({ ok: false, error: { code: 'POOL_CLOSED' } });
    expect(await closing.run({ kind: 'echo' })).toMatchObject({ ok: false, error: { code: 'POOL_CLOSED' } });
    await expect.poll(() => pid.ok && existsSync(`/proc/${String(pid.value)}`)).toBe(false);
  });
});
