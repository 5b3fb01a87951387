import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../src/main.ts';

const BIN = resolve(import.meta.dirname, '../src/bin.ts');

export interface Answer {
  code: number | null;
  signal: NodeJS.Signals | null;
  out: string;
  err: string;
}

/** Starts the real command line from the source, in a folder without a configuration of its own. */
export function start(
  args: readonly string[],
  options: { cwd?: string; env?: Record<string, string> } = {},
): { child: ChildProcess; done: Promise<Answer> } {
  const child = spawn(process.execPath, ['--conditions=@deidbench/source', '--disable-warning=ExperimentalWarning', BIN, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: { ...process.env, NO_COLOR: '1', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const done = new Promise<Answer>((answer) => child.on('close', (code, signal) => answer({ code, signal, out, err })));
  return { child, done };
}

/** Runs a command line inside this process: for the many that end before they do anything. */
export async function inProcess(args: readonly string[]): Promise<Answer> {
  let [out, err] = ['', ''];
  const io = { out: (text: string) => void (out += text), say: (text: string) => void (err += text), isTerminal: false, columns: 100 };
  const code = await main([...args], io);
  return { code, signal: null, out, err };
}

/** Runs the real command line to its end. */
export function deidbench(args: readonly string[], options: { cwd?: string; env?: Record<string, string> } = {}): Promise<Answer> {
  return start(args, options).done;
}

/** A folder for one test file, removed by `remove`. */
export function scratch(name: string): { dir: string; at: (...names: string[]) => string; remove: () => void } {
  const dir = mkdtempSync(join(tmpdir(), `deidbench-${name}-`));
  return { dir, at: (...names) => join(dir, ...names), remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** An adapter as a stranger would write it: one manifest beside a program of their own. */
export function writeAdapter(folder: string, id: string, script: string, more: object = {}): void {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    id,
    name: 'A tool of ours',
    homepage: 'https://example.org/tool',
    licence: 'MIT',
    description: 'Copies files and blanks the name.',
    version: { fixed: '0.1' },
    install: { kind: 'none' },
    command: ['{node}', '{manifest}/tool.mjs', '{input}', '{output}'],
    input: 'tree',
    output: { naming: 'same-path' },
    identifiers: 'always',
    profiles: { default: { policy: 'basic', description: 'as it is' } },
    capabilities: { mediaTypes: ['application/dicom'], pixels: false, dates: 'kept', network: false },
    ...more,
  };
  writeFileSync(join(folder, 'adapter.json'), JSON.stringify(manifest));
  writeFileSync(
    join(folder, 'tool.mjs'),
    `import { cpSync } from 'node:fs';\nimport { setTimeout as wait } from 'node:timers/promises';\nconst [input, output] = process.argv.slice(2);\n${script}\n`,
  );
}

export const COPY = 'cpSync(input, output, { recursive: true });';
