import { spawn } from 'node:child_process';
import { basename } from 'node:path';
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
  throw new AdapterError('STEP_FAILED', `${nameOf(argv)} ended with ${code ?? 'no exit code'}: ${lastWords(output)}`, options.remedy);
}

const OFFLINE =
  /Connection refused|Failed to establish|Name or service not known|Temporary failure in name resolution|ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ENETUNREACH/u;
const MOST_WORDS = 300;

/** What a person needs of an installer's output: that nothing can be reached, else its last error. */
function lastWords(output: string): string {
  if (OFFLINE.test(output)) return 'the package registry cannot be reached';
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  // Maven says first what failed, and then at length where to read about errors.
  const maven = lines.find((line) => line.startsWith('[ERROR] Failed'));
  const error = maven ?? lines.findLast((line) => /error/iu.test(line)) ?? lines.at(-1) ?? 'it said nothing';
  return error.slice(0, MOST_WORDS);
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
