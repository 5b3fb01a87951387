// What deidbench adds to a tool that works for ten seconds and more: the same program over the same files is run bare, and by the runner in the
// strongest isolation, in turns. On a busy machine times on the clock tell little: what counts is the processor time that the runner takes while the
// tool works, and the time of a call that does nothing (making the sandbox and ending it). Writes the page benchmarks/results/overhead.md when asked to.
// Usage: node --conditions=@deidbench/source benchmarks/src/overhead.ts [--rounds 3] [--seconds 10] [--write]
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { detectIsolation, runSandboxed, type Sandbox } from '@deidbench/core/process';
import { defaultLimits } from '@deidbench/runner';

const MOST = 0.05;
const FILES = 500;
const FILE_BYTES = 128 * 1024;

/** Reads, digests over and over until its time of work is over, and writes each file: the work is counted in rounds, not in seconds. */
const TOOL = `
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
const [input, output, rounds] = process.argv.slice(2);
for (const name of readdirSync(input)) {
  const bytes = readFileSync(input + '/' + name);
  for (let i = 0; i < Number(rounds); i += 1) createHash('md5').update(bytes).digest();
  writeFileSync(output + '/' + name, bytes);
}
`;

interface Row {
  /** Seconds on the clock without the runner, and with it. */
  bare: number;
  run: number;
  /** Seconds of processor time of the runner while the tool worked. */
  own: number;
  /** Seconds on the clock of a call that does nothing. */
  nothing: number;
}

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
  },
});
const root = mkdtempSync(join(tmpdir(), 'deidbench-overhead-'));
try {
  for (const folder of ['in', 'tool']) mkdirSync(join(root, folder));
  writeFileSync(join(root, 'tool', 'tool.mjs'), TOOL);
  for (let i = 0; i < FILES; i += 1) writeFileSync(join(root, 'in', `${i}.dcm`), Buffer.alloc(FILE_BYTES, i));
  const work = roundsFor(Number(values.seconds));
  const rows: Row[] = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const alone = bare(work);
    const { seconds, ownSeconds } = await sandboxed([process.execPath, ...argumentsOf(join(root, 'out'), work)]);
    const nothing = await sandboxed(['true']);
    const row = { bare: alone, run: seconds, own: ownSeconds, nothing: nothing.seconds };
    console.log(JSON.stringify(row));
    rows.push(row);
  }
  const overhead = median(rows.map(({ bare: alone, own, nothing }) => (own + nothing) / alone));
  const { method } = await detectIsolation();
  const text = page(rows, overhead, method);
  console.log(text);
  if (values.write) writeFileSync(resolve(import.meta.dirname, '../results/overhead.md'), text);
  process.exitCode = overhead < MOST ? 0 : 1;
} finally {
  rmSync(root, { recursive: true, force: true });
}

/** Rounds of work that take about so many seconds here. */
function roundsFor(seconds: number): number {
  const [few, more] = [10, 50];
  const each = (bare(more) - bare(few)) / (more - few);
  return Math.ceil((seconds / each) * 1.1);
}

function bare(rounds: number): number {
  const output = folder('out');
  const started = performance.now();
  const { status } = spawnSync(process.execPath, argumentsOf(output, rounds), { stdio: 'ignore' });
  if (status !== 0) throw new Error(`the tool ended with ${status}`);
  return (performance.now() - started) / 1000;
}

/** All that the runner does around a call of the tool: making the sandbox, looking at limits, ending what is left. */
async function sandboxed(argv: string[]): Promise<{ seconds: number; ownSeconds: number }> {
  const [output, work, home] = ['out', 'work', 'home'].map(folder) as [string, string, string];
  const sandbox: Sandbox = {
    input: join(root, 'in'),
    output,
    work,
    home,
    hide: [root],
    show: [join(root, 'tool')],
    limits: defaultLimits(),
    addressSpaceLimit: false,
    network: 'none',
    marker: `overhead-${process.pid}`,
    logFile: join(root, 'log'),
  };
  await detectIsolation();
  const [started, before] = [performance.now(), process.cpuUsage()];
  const { end, exitCode, detail } = await runSandboxed({ argv, env: {} }, sandbox);
  if (end !== 'exited' || exitCode !== 0) throw new Error(`the tool ended as ${end} ${exitCode} ${detail}`);
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, ownSeconds: (user + system) / 1e6 };
}

function argumentsOf(output: string, rounds: number): string[] {
  return [join(root, 'tool', 'tool.mjs'), join(root, 'in'), output, String(rounds)];
}

function folder(name: string): string {
  const path = join(root, name);
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path);
  return path;
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}

function page(rows: readonly Row[], overhead: number, method: string): string {
  return `# What the runner adds to a tool's own time

A program reads, digests and writes ${FILES} files of ${FILE_BYTES / 1024} KB and works for ten seconds and more: bare, and by the runner (${method}, all limits
watched), in turns, on ${cpus().length} processors (${cpus()[0]?.model.trim()}). The aim is less than 5 %.

| round | bare, s | by the runner, s | runner's own processor time, s | a call that does nothing, s |
|---|---|---|---|---|
${rows.map(({ bare: alone, run, own, nothing }, i) => `| ${i + 1} | ${alone.toFixed(2)} | ${run.toFixed(2)} | ${own.toFixed(3)} | ${nothing.toFixed(3)} |`).join('\n')}

The last two columns together are ${(overhead * 100).toFixed(1)} % of the bare time (median). They are what the runner adds; the first two say how steady the
machine was (load at the end: ${loadavg()[0]?.toFixed(1)}).

    node --conditions=@deidbench/source benchmarks/src/overhead.ts --write
`;
}
