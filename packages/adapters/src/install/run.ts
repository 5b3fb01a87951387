import { spawn } from 'node:child_process';
import { AdapterError } from '../errors.ts';

const TAIL = 8_000;

/** What a short helper program said. `code` is null when it was killed or could not be started. */
export interface Ran {
  code: number | null;
  /** Last part of stdout and stderr together. */
  output: string;
}

/** Runs a program of an installation or a version question to its end; never throws for what the program does. Time in seconds. */
export function run(argv: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; seconds: number }): Promise<Ran> {
  const [program = '', ...args] = argv;
  return new Promise((settle) => {
    const child = spawn(program, args, {
      ...(options.cwd !== undefined && { cwd: options.cwd }),
      env: options.env ?? process.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.seconds * 1000,
      killSignal: 'SIGKILL',
    });
    let output = '';
    const keep = (chunk: Buffer) => void (output = (output + chunk.toString('utf8')).slice(-TAIL));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => settle({ code: null, output: error.message }));
    child.on('close', (code) => settle({ code, output: output.trim() }));
  });
}

/**
 * Runs a step of an installation.
 * @throws AdapterError STEP_FAILED with the last lines of what it said and the remedy given.
 */
export async function step(
  argv: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; seconds: number; remedy: string },
): Promise<string> {
  const { code, output } = await run(argv, options);
  if (code === 0) return output;
  const said = output.split('\n').slice(-3).join(' · ') || 'it said nothing';
  throw new AdapterError('STEP_FAILED', `${argv.slice(0, 4).join(' ')} … ended with ${code ?? 'no exit code'}: ${said}`, options.remedy);
}

/** True when a program can be started at all. */
export async function canStart(program: string, args: readonly string[] = ['--version']): Promise<boolean> {
  return (await run([program, ...args], { seconds: 30 })).code === 0;
}
