import { mkdir, mkdtemp, readFile, readlink, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Isolation } from '../model/index.ts';
import { runWrapped } from './run-wrapped.ts';
import type { ProcessMethod, Sandbox } from './types.ts';

/** Says from inside what a tool could do. Arguments: input, hidden file, our pid namespace. */
const LOOK = `
touch "$1/probe" 2>/dev/null || echo read-only-input
[ -e "$2" ] || echo hidden-run
[ "$(readlink /proc/self/ns/pid)" != "$3" ] && echo pid-namespace
grep -v -e Inter -e face -e lo: /proc/net/dev | grep -q : || echo no-network
`;

/** Runs a look-around under an isolation method; undefined when the method does not work here. */
export async function probe<Method extends ProcessMethod>(method: Method): Promise<(Isolation & { method: Method }) | undefined> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'deidbench-probe-')));
  try {
    const at = (name: string): string => join(root, 'run', name);
    for (const name of ['in', 'out', 'work', 'home']) await mkdir(at(name), { recursive: true });
    await writeFile(at('secret'), '');
    const sandbox: Sandbox = {
      input: at('in'),
      output: at('out'),
      work: at('work'),
      home: at('home'),
      hide: [join(root, 'run')],
      show: [],
      limits: { seconds: 10, memoryBytes: 1e9, diskBytes: 1e8, processes: 100 },
      addressSpaceLimit: false,
      network: 'none',
      marker: `probe-${process.pid}-${method}`,
      logFile: at('log'),
      method,
    };
    const command = { argv: ['/bin/sh', '-c', LOOK, 'probe', at('in'), at('secret'), await ownNamespace()], env: {} };
    const { end } = await runWrapped(command, sandbox, method, {});
    if (end !== 'exited') return undefined;
    const seen = (await readFile(at('log'), 'utf8')).split('\n');
    return {
      method,
      network: seen.includes('no-network') ? 'none' : 'host',
      pidNamespace: seen.includes('pid-namespace'),
      readOnlyInput: seen.includes('read-only-input'),
      hiddenRun: seen.includes('hidden-run'),
    };
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function ownNamespace(): Promise<string> {
  return readlink('/proc/self/ns/pid').catch(() => '');
}
