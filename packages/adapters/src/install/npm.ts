import { copyFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { step } from './run.ts';

/** Installs a package-lock.json into `dir` without running any package's scripts. */
export async function installNpm(dir: string, lock: string, say: (step: string) => void): Promise<void> {
  say('packages');
  await copyFile(lock, join(dir, 'package-lock.json'));
  await copyFile(join(dirname(lock), 'package.json'), join(dir, 'package.json'));
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1'];
  await step([...npm(), 'ci', '--prefix', dir, ...flags], {
    dir,
    cwd: dir,
    env: cleanEnvironment(),
    seconds: 900,
    remedy: 'Check that npm is on the PATH and that its registry can be reached, then install again.',
  });
}

/** How npm is called here. */
export function npm(): string[] {
  const script = process.env.npm_execpath;
  return script?.endsWith('npm-cli.js') ? [process.execPath, script] : ['npm'];
}

// Under `npm run`, npm hands its own project's folders on by these; they would win over --prefix.
function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours = /^npm_(package|lifecycle|command|config_(local_prefix|prefix|global_prefix))/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}
