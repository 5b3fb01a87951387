#!/usr/bin/env node
// Runs the TypeScript source when it lies beside this file (a clone), else the built package.
import { existsSync } from 'node:fs';
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, '../src/bin.ts');
const root = join(here, '../../..');
const pinned = join(root, 'node_modules/node/bin/node');
const [major, minor] = process.versions.node.split('.').map(Number);
const recent = major > 24 || (major === 24 && minor >= 11);

if (existsSync(source)) {
  if (!existsSync(pinned)) {
    console.error('deidbench: this clone is not set up yet. Run `npm run demo` or `npm test` once, then try again.');
    process.exit(3);
  }
  const child = spawn(
    pinned,
    [
      '--conditions=@deidbench/source',
      '--max-semi-space-size=4',
      '--heap-growing-percent=40',
      '--disable-warning=ExperimentalWarning',
      source,
      ...process.argv.slice(2),
    ],
    {
      stdio: 'inherit',
      env: {
        NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/deidbench'),
        ...process.env,
        PATH: `${dirname(pinned)}:${process.env.PATH ?? ''}`,
      },
    },
  );
  // The terminal's group gets SIGINT itself; only what a supervisor sends to this process alone is passed on.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 3)));
} else if (!recent) {
  console.error(`deidbench: Node ${process.versions.node} is too old. Use Node 24.11 or newer.`);
  process.exit(3);
} else {
  await import('../dist/bin.js');
}
