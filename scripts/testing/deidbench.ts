import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CLI = fileURLToPath(new URL('../../packages/cli/src/bin.ts', import.meta.url));
const NODE = ['--conditions=@deidbench/source', CLI];

/** Runs the real program. The exit status; null after a kill. @throws Error when it fails without having been killed at a write. */
export function deidbench(argv: string[], killAt?: number): number | null {
  const env = { ...process.env, ...(killAt === undefined ? {} : { DEIDBENCH_KILL_AT_WRITE: String(killAt) }) };
  const { status, stderr } = spawnSync(process.execPath, [...NODE, ...argv], { env, encoding: 'utf8' });
  if (status !== 0 && killAt === undefined) throw new Error(`deidbench ${argv[0]} ended with ${status}: ${stderr}`);
  return status;
}

/** Starts the real program and kills it outright after some time. True when it was done before. */
export function deidbenchUntil(argv: string[], milliseconds: number): Promise<boolean> {
  const child = spawn(process.execPath, [...NODE, ...argv], { stdio: 'ignore' });
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  return new Promise((done) => {
    child.on('exit', (status) => {
      clearTimeout(timer);
      done(status === 0);
    });
  });
}

/** All of `results.json` that must not depend on when and how often a run was started. */
export function resultsOf(out: string): string {
  const {
    provenance: _,
    tools,
    ...rest
  } = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8')) as {
    provenance: unknown;
    tools: Record<string, unknown>[];
  };
  return JSON.stringify({ ...rest, tools: tools.map(({ speed: __, memory: ___, ...tool }) => tool) });
}
