import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runSandboxed, type Command } from '@deidbench/core/process';
import { endOf } from '../ended.ts';
import { inScratchFolder } from '../scratch-folder.ts';
import { inTurn } from './in-turn.ts';

/** Each sandbox is watched by this process: among many an answer that came would be heard too late, and taken for none. */
const oneOfFew = inTurn(4);

const SECONDS = 120;
const TAIL = 8_000;
const LIMITS = { seconds: SECONDS, memoryBytes: 4 * 2 ** 30, diskBytes: 2 ** 28, processes: 512 };

/**
 * What a tool says when it is asked about itself: the last part of what it printed, and how it ended where that was no success. Asked as it is run, in a sandbox: it is the tool's own
 * code, and what it could see of the caller, or leave beside itself for its next call, it could answer a benchmark from.
 */
export async function ask(command: Command, show: readonly string[]): Promise<{ output: string; ended: string }> {
  return oneOfFew(() =>
    inScratchFolder('deidbench-question-', async (root, signal) => {
      const [input, output, work, home] = ['in', 'out', 'work', 'home'].map((name) => join(root, name)) as [string, string, string, string];
      for (const folder of [input, output, work, home]) await mkdir(folder);
      const logFile = join(root, 'log');
      const sandbox = {
        input,
        output,
        work,
        home,
        logFile,
        hide: [],
        show: [...show],
        limits: LIMITS,
        addressSpaceLimit: false,
        network: 'none' as const,
        marker: `question-${randomUUID()}`,
      };
      const exec = await runSandboxed(command, sandbox, signal);
      const said = (await readFile(logFile, 'utf8').catch(() => '')).trim().slice(-TAIL);
      return { output: said, ended: exec.end === 'exited' && exec.exitCode === 0 ? '' : endOf(exec) };
    }),
  );
}
