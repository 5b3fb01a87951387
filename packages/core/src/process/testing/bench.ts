import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Limits } from '../../model/index.ts';
import { tryIsolation, type Seen } from '../isolation.ts';
import { runSandboxed } from '../run-sandboxed.ts';
import { marked } from '../sweep.ts';
import type { Exec, ProcessMethod, Sandbox } from '../types.ts';

const FIXTURES = fileURLToPath(new URL('./fixtures', import.meta.url));
const LIMITS: Limits = { seconds: 20, memoryBytes: 500e6, diskBytes: 50e6, processes: 40 };

/** The isolation methods that work on this machine; a plain group always does. */
export async function workingMethods(): Promise<Seen[]> {
  const found = await Promise.all((['bwrap', 'unshare', 'group'] as const).map(tryIsolation));
  return found.filter((isolation) => isolation !== undefined);
}

/** A run folder in miniature with one hidden secret, in which fake tools run. */
export class Bench {
  readonly root: string;
  readonly marker: string;

  constructor(base = tmpdir()) {
    // A name with blanks, as people have them, and signs that a shell or printf may take for its own.
    this.root = realpathSync(mkdtempSync(join(base, 'deidbench bench 100% \\ 2')));
    this.marker = `test-${process.pid}-${this.root.slice(-6)}`;
    for (const folder of ['in', 'out', 'work', 'home']) mkdirSync(this.at(folder));
    writeFileSync(this.at('in', 'instance.dcm'), 'original');
    writeFileSync(this.at('answers.db'), 'secret');
  }

  at(...names: string[]): string {
    return join(this.root, ...names);
  }

  /** Runs a fixture by name. */
  run(
    method: ProcessMethod,
    argv: readonly string[],
    changes: Partial<Sandbox> & { signal?: AbortSignal; env?: Record<string, string> } = {},
  ): Promise<Exec> {
    const { signal, env = {}, ...sandbox } = changes;
    const [fixture = '', ...rest] = argv;
    const program = fixture.endsWith('.mjs') ? [process.execPath, join(FIXTURES, fixture)] : [join(FIXTURES, fixture)];
    return runSandboxed({ argv: [...program, ...rest], env }, { ...this.sandbox(method), ...sandbox }, signal);
  }

  sandbox(method: ProcessMethod): Sandbox {
    return {
      input: this.at('in'),
      output: this.at('out'),
      work: this.at('work'),
      home: this.at('home'),
      hide: [this.root],
      show: [FIXTURES],
      limits: LIMITS,
      addressSpaceLimit: false,
      network: 'none',
      marker: this.marker,
      logFile: this.at('log'),
      method,
    };
  }

  limits(changes: Partial<Limits>): { limits: Limits } {
    return { limits: { ...LIMITS, ...changes } };
  }

  log(): string {
    return readFileSync(this.at('log'), 'latin1');
  }

  /** Pids of processes of this bench that still live. */
  left(): number[] {
    return marked(this.marker);
  }

  clear(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
