// Runs many attempts of tiny tools, most of them ill-behaved, and looks whether a process, a descriptor or memory stays behind.
// Usage: node --conditions=@deidbench/source benchmarks/src/soak.ts [attempts=2000] [workers=2] [bwrap|unshare|group]
import { createPool, type PoolResult } from '@deidbench/core/pool';
import { sweep } from '@deidbench/core/process';
import type { SoakAttempt, SoakTask } from './soak-worker.ts';

const TOOLS: { name: string; argv: string[]; seconds: number; end: SoakAttempt['end'] }[] = [
  { name: 'does nothing', argv: ['true'], seconds: 20, end: 'exited' },
  { name: 'fails', argv: ['sh', '-c', 'echo no >&2; exit 3'], seconds: 20, end: 'exited' },
  { name: 'writes', argv: ['sh', '-c', 'echo x >../out/a; echo y >"$TMPDIR/b"'], seconds: 20, end: 'exited' },
  { name: 'leaves a child in its group', argv: ['sh', '-c', 'sleep 600 & echo done'], seconds: 20, end: 'exited' },
  { name: 'leaves a child in a new session', argv: ['sh', '-c', 'setsid sleep 600 & sleep 0.05'], seconds: 20, end: 'exited' },
  { name: 'crashes', argv: ['sh', '-c', 'kill -s SEGV $$'], seconds: 20, end: 'signalled' },
  { name: 'says much', argv: ['sh', '-c', 'head -c 3000000 /dev/zero >&2'], seconds: 20, end: 'exited' },
  { name: 'hangs', argv: ['sleep', '600'], seconds: 0.3, end: 'timeout' },
  { name: 'is not there', argv: ['no-such-tool'], seconds: 20, end: 'not-installed' },
];

/** The first share of attempts warms up: code is compiled, buffers grow to their size. */
const WARM_UP = 0.25;
const MOST_GROWTH = 1.5;

const attempts = Number(process.argv[2] ?? 2000);
const workers = Number(process.argv[3] ?? 2);
const method = process.argv[4] as SoakTask['method'];
const run = `soak-${process.pid}-`;
const pool = createPool<SoakTask, SoakAttempt>({ worker: new URL('./soak-worker.ts', import.meta.url), size: workers });
const done = await Promise.all(
  Array.from({ length: attempts }, async (_, n) => {
    const tool = TOOLS[n % TOOLS.length] as (typeof TOOLS)[number];
    const task = { argv: tool.argv, seconds: tool.seconds, marker: `${run}${n}`, ...(method && { method }) };
    return { n, tool, result: await pool.run(task, { seconds: 60 }) };
  }),
);
const strays = await sweep(`${run}*`);
await pool.close();

const wrong = done.filter(({ tool, result }) => endOf(result) !== tool.end);
const growths = [
  ...Map.groupBy(
    done.flatMap(({ n, result }) => (result.ok ? [{ n, ...result.value }] : [])),
    ({ worker }) => worker,
  ).values(),
].map(growth);
const leaky = growths.some(({ descriptors, memory }) => descriptors > 0 || memory > MOST_GROWTH);
const methods = [
  ...new Set(done.flatMap(({ result }) => (result.ok && result.value.end !== 'not-installed' ? [result.value.method] : []))),
];
const wrongEnds = wrong.slice(0, 10).map(({ n, tool, result }) => ({ n, tool: tool.name, expected: tool.end, found: endOf(result) }));
console.log(JSON.stringify({ attempts, workers, methods, strays, wrong: wrong.length, wrongEnds, growths }, undefined, 2));
process.exitCode = strays > 0 || wrong.length > 0 || leaky ? 1 : 0;

function endOf(result: PoolResult<SoakAttempt>): string {
  return result.ok ? result.value.end : result.error.code;
}

/** What a worker holds at its end beyond what it held after warming up. */
function growth(list: (SoakAttempt & { n: number })[]): { worker: number; attempts: number; descriptors: number; memory: number } {
  const later = list.toSorted((a, b) => a.n - b.n).slice(Math.floor(list.length * WARM_UP));
  const least = (values: number[]): number => Math.min(...values);
  const half = Math.ceil(later.length / 2);
  const [first, second] = [later.slice(0, half), later.slice(-half)];
  return {
    worker: list[0]?.worker ?? 0,
    attempts: list.length,
    descriptors: least(second.map((a) => a.descriptors)) - least(first.map((a) => a.descriptors)),
    memory: least(second.map((a) => a.rssBytes)) / least(first.map((a) => a.rssBytes)),
  };
}
