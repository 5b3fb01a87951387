import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs what takes too long for every change: each `nightly/*.ts` beside this file and the test suites marked by DEIDBENCH_NIGHTLY. */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const folder = join(root, 'scripts/nightly');
const jobs = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ts')) : [];

function run(name: string, args: string[]): boolean {
  const started = Date.now();
  console.log(`--- ${name}`);
  const done = spawnSync(process.execPath, ['--conditions=@deidbench/source', ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, DEIDBENCH_NIGHTLY: '1', DEIDBENCH_TEST_ALL_TOOLS: '1' },
  });
  console.log(`--- ${name}: ${done.status === 0 ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`);
  return done.status === 0;
}

const results = [run('all tests at their nightly size', ['node_modules/vitest/vitest.mjs', 'run'])];
for (const job of jobs) results.push(run(job, [join(folder, job)]));
const failed = results.filter((passed) => !passed).length;
console.log(`${results.length} nightly jobs, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
