import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { MARKER, sweep } from '@deidbench/core/process';
import { AdapterError } from '../errors.ts';
import { failureOf } from './failure.ts';
import { installerEnvironment } from './whole.ts';

const TAIL = 8_000;
/** For words that are still in the pipes when a program has ended. */
const DRAIN_MS = 500;

/** What a short helper program said. `code` is null when it was killed or could not be started. */
export interface Ran {
  code: number | null;
  /** Last part of stdout and stderr together. */
  output: string;
  /** By what it was ended from outside: `by SIGTERM`, `after 60 s`. */
  ended?: string;
}

/**
 * Runs a program of an installation or a version question to its end; never throws for what the program does. Time in seconds. Its own end
 * is waited for, not that of a child which holds its pipes; what it leaves running is ended with it.
 */
export async function run(argv: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; seconds: number }): Promise<Ran> {
  const marker = options.env?.[MARKER] ?? `run-${randomUUID()}`;
  try {
    return await untilExit(argv, { ...options, env: { ...(options.env ?? process.env), [MARKER]: marker } });
  } finally {
    await sweep(marker);
  }
}

function untilExit(argv: readonly string[], options: { cwd?: string; env: NodeJS.ProcessEnv; seconds: number }): Promise<Ran> {
  const [program = '', ...args] = argv;
  return new Promise((settle) => {
    const child = spawn(program, args, {
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // Not by `timeout` of spawn: of a program that cannot be started, that clock runs on and keeps this process alive.
    const clock = setTimeout(() => child.kill('SIGKILL'), options.seconds * 1000);
    let output = '';
    const keep = (chunk: Buffer) => void (output = (output + chunk.toString('utf8')).slice(-TAIL));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      clearTimeout(clock);
      settle({ code: null, output: error.message });
    });
    const end = (code: number | null, signal: NodeJS.Signals | null) => {
      clearTimeout(clock);
      for (const pipe of [child.stdout, child.stderr]) pipe.destroy();
      const ended = signal === null ? {} : { ended: child.killed ? `after ${options.seconds} s` : `by ${signal}` };
      settle({ code, output: output.trim(), ...ended });
    };
    child.on('close', end);
    // Timers come before data: where this process was busy, one more look at the pipes brings what was said.
    const lookOnce = (code: number | null, signal: NodeJS.Signals | null) => setImmediate(() => setImmediate(end, code, signal));
    child.on('exit', (code, signal) => setTimeout(lookOnce, DRAIN_MS, code, signal));
  });
}

/** What a step of an installation is: `dir` is the folder that it fills. */
export interface Step {
  dir: string;
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  seconds: number;
  remedy: string;
}

/**
 * Runs a step of an installation.
 * @throws AdapterError STEP_FAILED with the cause, or the last lines of what it said, and the remedy.
 */
export async function step(argv: readonly string[], { dir, env = process.env, remedy, ...options }: Step): Promise<string> {
  const { code, output, ended } = await run(argv, { ...options, env: { ...env, ...installerEnvironment(dir) } });
  if (code === 0) return output;
  const failure = failureOf(output);
  const how = ended === undefined ? `ended with ${code ?? 'no exit code'}` : `was ended ${ended}`;
  throw new AdapterError('STEP_FAILED', `${nameOf(argv)} ${how}: ${failure.reason}`, failure.remedy ?? remedy);
}

/** `pip install`, `npm ci` …: the program without its path, and what it was asked for. */
function nameOf(argv: readonly string[]): string {
  const [program = '', ...args] = argv;
  const module = args[0] === '-m' ? args[1] : undefined;
  const verb = args.find((word) => /^(install|ci|download|venv)$/u.test(word));
  return [module ?? basename(program), ...(verb === undefined || verb === module ? [] : [verb])].join(' ');
}

/** True when a program can be started at all. */
export async function canStart(program: string, args: readonly string[] = ['--version']): Promise<boolean> {
  return (await run([program, ...args], { seconds: 30 })).code === 0;
}
