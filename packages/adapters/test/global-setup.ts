import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/**
 * Installs the small tools before the first test: one after the other, each in its own test file, takes many times as long. In a process of
 * its own, because a global setup is not given the condition under which packages are read as source.
 */
export async function setup(): Promise<void> {
  const script = fileURLToPath(new URL('install-light-tools.ts', import.meta.url));
  await promisify(execFile)(process.execPath, ['--conditions=@deidbench/source', script]);
}
