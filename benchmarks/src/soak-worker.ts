import { readdirSync, rmSync } from 'node:fs';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerSetup } from '@deidbench/core/pool';
import { runSandboxed, type Exec, type ProcessMethod } from '@deidbench/core/process';

export interface SoakTask {
  argv: string[];
  seconds: number;
  marker: string;
  /** Isolation to use; the strongest that works when left out. */
  method?: ProcessMethod;
}

export interface SoakAttempt {
  end: Exec['end'];
  method: Exec['isolation']['method'];
  worker: number;
  /** Open descriptors of the worker after the attempt. */
  descriptors: number;
  /** Resident memory of the worker after the attempt. */
  rssBytes: number;
}

workerSetup();

/** One attempt in a folder of its own that is taken away again. */
export default async function attempt({ argv, seconds, marker, method }: SoakTask): Promise<SoakAttempt> {
  const root = await mkdtemp(join(tmpdir(), 'deidbench-soak-'));
  const at = (name: string): string => join(root, name);
  try {
    for (const name of ['in', 'out', 'work', 'home']) await mkdir(at(name));
    const sandbox = {
      input: at('in'),
      output: at('out'),
      work: at('work'),
      home: at('home'),
      hide: [root],
      show: [],
      logFile: at('log'),
      limits: { seconds, memoryBytes: 500e6, diskBytes: 100e6, processes: 50 },
      addressSpaceLimit: false,
      network: 'none' as const,
      marker,
      ...(method === undefined ? {} : { method }),
    };
    const { end, isolation } = await runSandboxed({ argv, env: {} }, sandbox);
    const descriptors = readdirSync('/proc/self/fd').length;
    return { end, method: isolation.method, worker: process.pid, descriptors, rssBytes: process.memoryUsage.rss() };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
