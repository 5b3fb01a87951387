// Program that calls the code of a manifest (`adapter`) inside the tool's sandbox. It imports nothing but Node's own modules, since nothing else is seen there.
// Usage: node adapter-host.ts MODULE JOB FILE; JOB is JSON, and FILE gets the end that the code tells.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Adapter, AdapterContext, AdapterJob, ProgramEnd } from './adapter-code.ts';

const [modulePath = '', jobText = '{}', endFile = ''] = process.argv.slice(2);
const job = JSON.parse(jobText) as AdapterJob;
const asked = new AbortController();
process.on('SIGTERM', () => asked.abort());

const made: unknown = ((await import(pathToFileURL(modulePath).href)) as { default?: unknown }).default;
const adapter = (typeof made === 'function' ? await (made as () => unknown)() : made) as Partial<Adapter> | undefined;
if (typeof adapter?.deidentify !== 'function')
  throw new TypeError(
    `${modulePath}: its default export must be a function that gives an object with the method deidentify(job, context).`,
  );
const context: AdapterContext = { exec, signal: asked.signal };
const end = await adapter.deidentify(job, context);
writeFileSync(endFile, JSON.stringify(end));
process.exit(end.end === 'exited' ? (end.exitCode ?? 0) : 1);

function exec({ argv, env = {}, cwd = job.work }: Parameters<AdapterContext['exec']>[0]): Promise<ProgramEnd> {
  const [program = '', ...rest] = argv;
  return new Promise((settle) => {
    const child = spawn(program, rest, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
      signal: asked.signal,
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      settle(
        error.code === 'ENOENT'
          ? { end: 'not-installed', detail: `"${program}" is not a program of this machine` }
          : { end: 'exited', exitCode: 1, detail: error.message },
      ),
    );
    child.once('exit', (exitCode, signal) =>
      settle(signal === null ? { end: 'exited', exitCode: exitCode ?? 0 } : { end: 'signalled', signal }),
    );
  });
}
