import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Kills a run of the controls at its first, second, third … durable write, in whichever process that is, and goes on: the results must be the same. */
const CLI = fileURLToPath(new URL('../../packages/cli/src/bin.ts', import.meta.url));
const MOST_WRITES = 500;

const folder = mkdtempSync(join(tmpdir(), 'deidbench-nightly-'));
const dataset = join(folder, 'dataset');
try {
  deidbench(['synth', '--preset', 'pseudo-phi', '--patients', '2', '--seed', '11', '--out', dataset]);
  const whole = join(folder, 'whole');
  run(whole);
  const expected = resultsOf(whole);
  let n = 1;
  for (; n < MOST_WRITES; n += 1) {
    const out = join(folder, `killed-${n}`);
    const first = run(out, n);
    if (first !== 0) run(out);
    if (resultsOf(out) !== expected) throw new Error(`a run killed at write ${n} and started again has other results than a whole one`);
    rmSync(out, { recursive: true });
    if (first === 0) break;
  }
  console.log(`killed at each of ${n - 1} writes: the results are those of a whole run`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The exit status; null after a kill. */
function run(out: string, killAt?: number): number | null {
  return deidbench(['run', '--dataset', dataset, '--tools', 'identity,oracle,scorched', '--jobs', '1', '--out', out], killAt);
}

function deidbench(argv: string[], killAt?: number): number | null {
  const env = { ...process.env, ...(killAt === undefined ? {} : { DEIDBENCH_KILL_AT_WRITE: String(killAt) }) };
  const { status, stderr } = spawnSync(process.execPath, ['--conditions=@deidbench/source', CLI, ...argv], { env, encoding: 'utf8' });
  if (status !== 0 && killAt === undefined) throw new Error(`deidbench ${argv[0]} ended with ${status}: ${stderr}`);
  return status;
}

/** All of `results.json` that must not depend on when and how often a run was started. */
function resultsOf(out: string): string {
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
