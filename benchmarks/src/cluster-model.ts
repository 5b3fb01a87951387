// Compares what recorded durations foretell of shards with what they take, each run alone by the command that a node would call, one after the
// other; then foretells the full size on many nodes.
// Usage: node --conditions=@deidbench/source benchmarks/src/cluster-model.ts DATASET WORK [--tools identity] [--counts 1,2,4] [--nodes 1,10,100] [--recorded RUN]
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openDataset, predictShards, readDurations, readRunFile, unitSizes } from '@deidbench/runner';
import { planPreset } from '@deidbench/synth';

const CLI = fileURLToPath(new URL('../../packages/cli/src/bin.ts', import.meta.url));
const UNIT_INSTANCES = 500;
/** Cores of a node, all of them with a job. */
const NODE_JOBS = 16;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    tools: { type: 'string', default: 'identity' },
    counts: { type: 'string', default: '1,2,4' },
    nodes: { type: 'string', default: '1,10,100' },
    recorded: { type: 'string' },
  },
});
const [set = '', work = ''] = positionals.map((path) => resolve(path));
const base = ['run', '--dataset', set, '--tools', values.tools, '--jobs', '1'];
const recorded = join(work, 'recorded');
if (!existsSync(recorded)) console.log(JSON.stringify({ recordedIn: timed([...base, '--shard', '1/1', '--out', recorded]) }));
const durations = await readDurations(recorded);
const { tools } = await readRunFile(recorded);
const units = unitSizes(
  tools.map(({ id, profile }) => ({ tool: id, profile })),
  (await openDataset(set, { jobs: 1 })).instances,
);
const startSeconds = coldStart();
console.log(JSON.stringify({ startSeconds, durations }));

for (const count of numbers(values.counts)) {
  const foretold = predictShards(units, durations, { count, jobs: 1, startSeconds });
  const took = Array.from({ length: count }, (_, i) => shardSeconds(i + 1, count));
  const longest = Math.max(...took);
  console.log(JSON.stringify({ shards: count, foretold: foretold.longest, took: longest, ratio: longest / foretold.longest, each: took }));
}

const all = await readDurations(values.recorded ?? recorded);
const rows = Object.keys(all).map((row) => {
  const [tool = '', profile = ''] = row.split(':');
  return { tool, profile };
});
const sizes = fullSizeUnits();
const full = sizes.flatMap((instances) => rows.map((row) => ({ ...row, instances })));
for (const nodes of numbers(values.nodes)) {
  const foretold = predictShards(full, all, { count: nodes, jobs: NODE_JOBS, startSeconds });
  console.log(JSON.stringify({ instances: sizes.reduce((a, b) => a + b, 0), rows: rows.length, nodes, jobs: NODE_JOBS, foretold }));
}

/** What a shard takes beside its units, cold programs among it: that of the shard with the smallest unit alone, less what that unit is expected to take. */
function coldStart(): number {
  const count = units.length;
  const { shortest } = predictShards(units, durations, { count, jobs: 1 });
  return Math.max(0, shardSeconds(count, count) - shortest);
}

function shardSeconds(index: number, count: number): number {
  const out = join(work, `shard-${index}-of-${count}`);
  const seconds = timed([...base, '--durations', recorded, '--shard', `${index}/${count}`, '--out', out]);
  rmSync(out, { recursive: true });
  return seconds;
}

function timed(args: readonly string[]): number {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, ['--conditions=@deidbench/source', CLI, ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // A shard has no oracle's verdict on all of the set: its controls may be called wrong.
  if (status !== 0 && status !== 1) throw new Error(`deidbench ${args.join(' ')} ended with ${status}`);
  return (performance.now() - started) / 1000;
}

function numbers(text: string): number[] {
  return text.split(',').map(Number);
}

/** Instances of each unit of the three MIDI sets: whole patients until there are 500. */
function fullSizeUnits(): number[] {
  const patients = ['midi-1.0', 'midi-1.1', 'midi-1.2'].flatMap((preset) => planPreset({ preset, seed: 7 }).patients);
  const packed: number[] = [];
  let open = 0;
  for (const { studies } of patients) {
    open += studies.flatMap(({ series }) => series).reduce((sum, { instances }) => sum + instances, 0);
    if (open < UNIT_INSTANCES) continue;
    packed.push(open);
    open = 0;
  }
  return open > 0 ? [...packed, open] : packed;
}
