import { expect, it } from 'vitest';
import { start } from './start.ts';

/** Keeps this process from hearing anything, as a long judgement beside it does. */
function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

it('all that a tool said is heard, though its watcher was busy until the time for that was up', async () => {
  const said = 'x'.repeat(40_000);
  const started = start(
    ['/bin/sh', '-c', `(sleep 0.1; printf '%s' "${said}"; echo done >&3; sleep 30) & echo ready >&3; exit 0`],
    {},
    '/',
  )!;
  let heard = 0;
  started.output[0]!.on('data', (chunk: Buffer) => (heard += chunk.length));
  await started.exit;
  const drained = started.drain();
  busy(800);
  await drained;
  process.kill(-started.pid, 'SIGKILL');
  expect([heard, started.said()]).toEqual([said.length, 'ready\ndone\n']);
});
