// Program that calls the code of a manifest (`adapter`) inside the tool's sandbox. It imports nothing but Node's own modules, since nothing else is seen there.
// Usage: node adapter-host.ts MODULE JOB FILE; JOB is JSON, and FILE gets the end that the code tells.
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import type { AttemptEnd } from '../model/index.ts';
import type { Adapter, AdapterContext, AdapterJob, ProgramEnd } from './adapter-code.ts';

/** Ends that code may tell; that the machine failed is not for it to say. */
const ENDS: Record<Exclude<AttemptEnd['end'], 'infrastructure'>, true> = {
  exited: true,
  timeout: true,
  'out-of-memory': true,
  signalled: true,
  'not-installed': true,
  'not-supported': true,
};

/** Code of Node for a program at whose end a promise is still awaited. */
const UNSETTLED = 13;

const [modulePath = '', jobText = '{}', endFile = ''] = process.argv.slice(2);
const job = JSON.parse(jobText) as AdapterJob;
const asked = new AbortController();
process.on('SIGTERM', () => asked.abort());
process.on('uncaughtException', fail);
process.on('exit', (code) => {
  if (code === UNSETTLED) process.stderr.write(`${basename(modulePath)}: what it waits for can never come: nothing is at work any more.\n`);
});

const made: unknown = ((await import(pathToFileURL(modulePath).href)) as { default?: unknown }).default;
const adapter = (typeof made === 'function' ? await (made as () => unknown)() : made) as Partial<Adapter> | undefined;
if (typeof adapter?.deidentify !== 'function')
  throw new TypeError(
    `${modulePath}: its default export must be a function that gives an object with the method deidentify(job, context).`,
  );
const context: AdapterContext = { exec, signal: asked.signal };
const end: unknown = await adapter.deidentify(job, context);
const problem = problemOf(end);
if (problem !== undefined) {
  process.stderr.write(`${basename(modulePath)}: deidentify(job, context) ${problem}.\n`);
  process.exit(1);
}
const { end: how, exitCode, signal, detail } = end as AttemptEnd;
writeFileSync(
  endFile,
  JSON.stringify({ end: how, exitCode, signal, detail: typeof detail === 'string' ? detail.slice(0, 500) : undefined }),
);
process.exit(how === 'exited' ? (exitCode ?? 0) : 1);

/** What was thrown stands last: the last words of a tool are what people are told. */
function fail(error: unknown): never {
  const where = error instanceof Error && error.stack !== undefined ? `${error.stack}\n` : '';
  process.stderr.write(`${where}${basename(modulePath)}: ${error instanceof Error ? `${error.name}: ${error.message}` : shown(error)}\n`);
  process.exit(1);
}

/** What keeps an end from being believed, as the rest of a sentence. */
function problemOf(told: unknown): string | undefined {
  const ends = Object.keys(ENDS);
  const wanted = `"end" must be one of ${ends.join(', ')}`;
  if (typeof told !== 'object' || told === null) return `gave ${shown(told)} and no end: an object whose ${wanted}`;
  const { end: word, exitCode: code } = told as Record<string, unknown>;
  if (typeof word !== 'string' || !ends.includes(word)) return `gave an end that it may not tell, ${shown(word)}: ${wanted}`;
  if (code !== undefined && !Number.isInteger(code)) return `gave "exitCode": ${shown(code)}, which is no whole number`;
  return undefined;
}

function shown(value: unknown): string {
  return inspect(value, { depth: 0 }).slice(0, 100);
}

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
