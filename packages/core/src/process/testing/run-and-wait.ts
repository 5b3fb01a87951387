// Runs argv[5…] in the bench at argv[2], by method argv[3] with marker argv[4], and says when it runs. To be killed from outside.
import { join } from 'node:path';
import { runSandboxed } from '../run-sandboxed.ts';
import type { ProcessMethod } from '../types.ts';

const [root = '', method, marker = '', ...argv] = process.argv.slice(2);
const at = (name: string): string => join(root, name);
const sandbox = {
  input: at('in'),
  output: at('out'),
  work: at('work'),
  home: at('home'),
  hide: [root],
  show: [],
  logFile: at('log'),
  limits: { seconds: 600, memoryBytes: 500e6, diskBytes: 50e6, processes: 40 },
  addressSpaceLimit: false,
  network: 'none' as const,
  marker,
  method: method as ProcessMethod,
};
await runSandboxed({ argv, env: {} }, sandbox, undefined, () => process.stdout.write('running\n'));
