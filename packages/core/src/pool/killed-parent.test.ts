import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { detectIsolation, sweep } from '../process/index.ts';

const PARENT = fileURLToPath(new URL('./testing/pool-parent.ts', import.meta.url));
const { pidNamespace } = await detectIsolation();

let root: string;
let marker: string;
beforeEach(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'deidbench-pool-')));
  marker = `pool-test-${process.pid}-${root.slice(-6)}`;
});
afterEach(async () => {
  await sweep(marker);
  rmSync(root, { recursive: true });
});

describe('a worker whose parent is killed', () => {
  it('ends, and so does the tool that it runs', async () => {
    const parent = spawn(process.execPath, [PARENT, root, marker], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const { pid, worker } = JSON.parse(line.toString()) as { pid: number; worker: number };
    expect([pid, worker].map(isAlive)).toEqual([true, true]);
    parent.kill('SIGKILL');
    await expect.poll(() => isAlive(worker), { timeout: 10_000 }).toBe(false);
    if (!pidNamespace) await sweep(marker);
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
  });
});

function isAlive(pid: number): boolean {
  return existsSync(`/proc/${pid}`);
}
