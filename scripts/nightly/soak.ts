import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Two thousand attempts of tiny, mostly ill-behaved tools, by the strongest isolation and by none: no process, descriptor or memory may stay behind. */
const SOAK = fileURLToPath(new URL('../../benchmarks/src/soak.ts', import.meta.url));

for (const method of [[], ['group']]) {
  const { status } = spawnSync(process.execPath, ['--conditions=@deidbench/source', SOAK, '2000', '2', ...method], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
