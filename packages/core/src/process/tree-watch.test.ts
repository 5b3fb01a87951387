import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TreeWatch } from './tree-watch.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const { pid } of started.splice(0)) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
});

/** A shell in a session of its own that starts a child at each line. */
async function shell(): Promise<{ pid: number; fork(): void }> {
  const child = spawn('sh', ['-c', 'while read line; do sleep 1000 & done'], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  started.push(child);
  await once(child, 'spawn');
  return { pid: child.pid ?? 0, fork: () => void child.stdin?.write('\n') };
}

describe('the processes of an attempt', () => {
  it('are seen at every look, whole or not', async () => {
    const { pid } = await shell();
    const watch = new TreeWatch(pid, 0);
    const looks = Array.from({ length: 10 }, () => watch.look().rows.map((row) => row.pid));
    expect(looks).toEqual(Array.from({ length: 10 }, () => [pid]));
  });

  it('are joined by a child that is born between two looks, and by none of another', async () => {
    const [own, other] = [await shell(), await shell()];
    const watch = new TreeWatch(own.pid, 0);
    watch.look();
    own.fork();
    other.fork();
    await vi.waitFor(() => expect(new TreeWatch(other.pid, 0).look().rows).toHaveLength(2));
    // Between two whole looks.
    await vi.waitFor(() => expect(watch.look().rows).toHaveLength(2), { interval: 5 });
    expect(watch.look(true).rows).toHaveLength(2);
    expect(watch.all()).toHaveLength(2);
  });
});
