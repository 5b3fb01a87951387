import { readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { run, type Ran } from './run.ts';

/** A Python that can make virtual environments. */
export interface Python {
  executable: string;
  /** `3.12`. */
  minor: string;
  /** Whether its own pip can install into another environment (`pip --python`, since 22.3): that saves putting a pip into each. */
  pipServesOthers: boolean;
}

/** A shim on a busy machine takes half a minute. */
const SECONDS = 180;

const NAMES = ['python3', 'python3.12', 'python3.11', 'python3.13', 'python3.10', 'python3.14'];
// ensurepip is a package of its own on Debian; without it there is no pip in a new environment.
// The real path: a link on the PATH may lie in a folder that tools do not see, or be gone tomorrow.
const ASK = `import os, sys, venv, ensurepip
print(os.path.realpath(sys.executable) if sys.prefix == sys.base_prefix else sys.executable)
print("%d.%d" % sys.version_info[:2])
try:
    import pip
    print(tuple(map(int, pip.__version__.split(".")[:2])) >= (22, 3))
except Exception:
    print(False)`;

/** The first Python that fits: those on the PATH, then those that pyenv keeps. `wanted` is `3.12` (exactly), or bounds as `>=3.10,<3.14`. */
export async function findPython(wanted: string, env: NodeJS.ProcessEnv = process.env): Promise<Python | undefined> {
  for (const candidate of [...NAMES, ...(await pyenvPythons(env))]) {
    const python = await ask(candidate, env);
    if (python && isMinorOf(python.minor, wanted)) return python;
  }
  return undefined;
}

/** What was asked already: two dozen tools want a Python, and a shim takes a while to answer. */
const asked = new Map<string, Promise<Ran>>();

async function ask(candidate: string, env: NodeJS.ProcessEnv): Promise<Python | undefined> {
  const key = `${candidate}\0${env.PATH ?? ''}`;
  const answer = asked.get(key) ?? run([candidate, '-c', ASK], { env, seconds: SECONDS });
  asked.set(key, answer);
  const ran = await answer;
  // One that did not get to answer, on a machine that is busy, is asked again by the next.
  if (ran.ended !== undefined) asked.delete(key);
  return pythonOf(ran);
}

function pythonOf({ code, output }: Ran): Python | undefined {
  const [executable = '', minor = '', serves] = output.split('\n');
  return code === 0 ? { executable, minor, pipServesOthers: serves === 'True' } : undefined;
}

/** Whether Python `3.x` is one of those wanted. */
export function isMinorOf(minor: string, wanted: string): boolean {
  const have = numberOf(minor);
  return wanted.split(',').every((part) => {
    const match = /^\s*(>=|<=|<|>|==)?\s*(\d+\.\d+)(\.\*)?\s*$/.exec(part);
    if (!match || Number.isNaN(have)) return false;
    const bound = numberOf(match[2] ?? '');
    switch (match[1]) {
      case '>=':
        return have >= bound;
      case '<=':
        return have <= bound;
      case '<':
        return have < bound;
      case '>':
        return have > bound;
      default:
        return have === bound;
    }
  });
}

function numberOf(version: string): number {
  const [major = NaN, minor = NaN] = version.split('.').map(Number);
  return major * 1000 + minor;
}

async function pyenvPythons(env: NodeJS.ProcessEnv): Promise<string[]> {
  const versions = join(env.PYENV_ROOT ?? join(env.HOME ?? homedir(), '.pyenv'), 'versions');
  const names = await readdir(versions).catch((): string[] => []);
  return names.toSorted().map((name) => join(versions, name, 'bin', 'python3'));
}
