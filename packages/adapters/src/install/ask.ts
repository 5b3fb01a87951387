import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runSandboxed, type Command } from '@deidbench/core/process';

const SECONDS = 120;
const TAIL = 8_000;
const LIMITS = { seconds: SECONDS, memoryBytes: 4 * 2 ** 30, diskBytes: 2 ** 28, processes: 512 };

/**
 * What a tool says when it is asked about itself: the last part of what it printed. Asked as it is run, in a sandbox: it is the tool's own
 * code, and what it could see of the caller, or leave beside itself for its next call, it could answer a benchmark from.
 */
export async function ask(command: Command, show: readonly string[]): Promise<{ output: string; ended: string }> {
  const root = await mkdtemp(join(tmpdir(), 'deidbench-question-'));
  try {
    const [input, output, work, home] = ['in', 'out', 'work', 'home'].map((name) => join(root, name)) as [string, string, string, string];
    for (const folder of [input, output, work, home]) await mkdir(folder);
    const logFile = join(root, 'log');
    const exec = await runSandboxed(command, {
      input,
      output,
      work,
      home,
      logFile,
      hide: [],
      show: [...show],
      limits: LIMITS,
      addressSpaceLimit: false,
      network: 'none',
      marker: `question-${randomUUID()}`,
    });
    const said = (await readFile(logFile, 'utf8').catch(() => '')).trim().slice(-TAIL);
    return { output: said, ended: exec.detail ?? '' };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}
