import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sweep } from './sweep.ts';
import { Bench, workingMethods } from './testing/bench.ts';

const PARENT = fileURLToPath(new URL('./testing/run-and-wait.ts', import.meta.url));
const HANG = ['sh', '-c', 'setsid sleep 1000 & sleep 1000'];

let bench: Bench;
beforeEach(() => void (bench = new Bench()));
afterEach(async () => {
  await sweep(bench.marker);
  bench.clear();
});

/** Starts a deidbench that runs a tool, and waits until three processes or more of it live. */
async function running(method: string): Promise<ChildProcess> {
  const parent = spawn(process.execPath, [PARENT, bench.root, method, bench.marker, ...HANG], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(parent.stdout, 'data');
  await expect.poll(() => bench.left().length, { timeout: 10_000 }).toBeGreaterThanOrEqual(3);
  return parent;
}

describe.each(await workingMethods())('the tool of a deidbench killed by SIGKILL, by $method', ({ method, pidNamespace }) => {
  it.runIf(pidNamespace)('dies with it', async () => {
    (await running(method)).kill('SIGKILL');
    await expect.poll(() => bench.left(), { timeout: 10_000 }).toEqual([]);
  });

  it.runIf(!pidNamespace)('is found and killed by the next sweep, by the beginning of its marker', async () => {
    (await running(method)).kill('SIGKILL');
    await sweep(`${bench.marker.slice(0, -2)}*`);
    expect(bench.left()).toEqual([]);
  });
});

describe('a sweep', () => {
  it('spares what has another marker', async () => {
    const other = spawn('sleep', ['1000'], { env: { DEIDBENCH_ATTEMPT: `${bench.marker}-other` } });
    await once(other, 'spawn');
    expect(await sweep(bench.marker)).toBe(0);
    expect(await sweep(`${bench.marker}-other`)).toBe(1);
  });
});
