import { copyFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noPython } from './obstacle.ts';
import { findPython } from './python.ts';
import { step } from './run.ts';

/** The module that drivers of Python libraries import; it is put into each tool's environment and counts for its lock digest. */
export const PYTHON_DRIVER = fileURLToPath(new URL('../../drivers/python/deidbench_driver.py', import.meta.url));

/** Makes a virtual environment in `dir` and installs the lock file, hashes checked, nothing beyond it. */
export async function installPip(dir: string, lock: string, wanted: string, say: (step: string) => void): Promise<void> {
  const python = await findPython(wanted);
  if (!python) throw noPython(wanted);
  say(`environment of Python ${python.minor}`);
  const env = cleanEnvironment();
  const venv = python.pipServesOthers ? ['venv', '--without-pip'] : ['venv'];
  await step([python.executable, '-m', ...venv, dir], {
    dir,
    env,
    seconds: 300,
    remedy: 'Check that this Python can make a venv, then install again.',
  });
  say('packages');
  const pip = python.pipServesOthers ? [python.executable, '-m', 'pip', '--python', dir] : [join(dir, 'bin', 'python'), '-m', 'pip'];
  const flags = ['--no-input', '--disable-pip-version-check', '--quiet', '--retries', '1', '--no-deps', '--require-hashes'];
  await step([...pip, 'install', ...flags, '-r', lock], {
    dir,
    env,
    seconds: 1800,
    remedy: 'Check that the Python package registry can be reached, then install again.',
  });
  await copyFile(PYTHON_DRIVER, join(await sitePackages(dir), 'deidbench_driver.py'));
}

/** `lib/python3.x/site-packages` of an environment. */
export async function sitePackages(dir: string): Promise<string> {
  const versions = await readdir(join(dir, 'lib')).catch((): string[] => []);
  const version = versions.find((name) => name.startsWith('python3')) ?? 'python3';
  return join(dir, 'lib', version, 'site-packages');
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PYTHONHOME: _home, PYTHONPATH: _path, VIRTUAL_ENV: _venv, ...rest } = process.env;
  return rest;
}
