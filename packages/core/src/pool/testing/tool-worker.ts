// A worker that runs a tool, as the workers of a run do. To lose its parent.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { runSandboxed } from '../../process/index.ts';
import { emitEvent, workerSetup } from '../worker-setup.ts';

workerSetup();

export default async function run({ root, marker }: { root: string; marker: string }): Promise<string> {
  const at = (name: string): string => join(root, name);
  for (const name of ['in', 'out', 'work', 'home']) mkdirSync(at(name));
  const sandbox = {
    input: at('in'),
    output: at('out'),
    work: at('work'),
    home: at('home'),
    hide: [root],
    show: [],
    limits: { seconds: 600, memoryBytes: 500e6, diskBytes: 50e6, processes: 40 },
    addressSpaceLimit: false,
    network: 'none' as const,
    marker,
    logFile: at('log'),
  };
  const exec = await runSandboxed({ argv: ['sleep', '1000'], env: {} }, sandbox, undefined, (pid) =>
    emitEvent({ pid, worker: process.pid }),
  );
  return exec.end;
}
