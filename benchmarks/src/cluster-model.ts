// Compares what recorded durations foretell of 1, 2 and 4 shards with what the shards take, then foretells the full size on many nodes.
// Usage: node --conditions=@deidbench/source benchmarks/src/cluster-model.ts DATASET RECORDED_RUN WORK [--tools dcmanon,dcmjs] [--nodes 1,10,100]
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { installedTool, resolveAdapter } from '@deidbench/adapters';
import {
  defaultLimits,
  openDataset,
  predictShards,
  readDurations,
  runBenchmark,
  unitSizes,
  type RunRequest,
  type ToolChoice,
} from '@deidbench/runner';
import { planPreset } from '@deidbench/synth';

const CONTROLS = ['oracle', 'identity', 'scorched'];
const UNIT_INSTANCES = 500;
/** Cores of a node, all of them with a job. */
const NODE_JOBS = 16;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tools: { type: 'string', default: 'dcmanon,dcmjs' }, nodes: { type: 'string', default: '1,10,100' } },
});
const [set = '', recorded = '', work = ''] = positionals;
const durations = await readDurations(recorded);
const dataset = await openDataset(set, { jobs: 1 });
const choices = await Promise.all([...values.tools.split(','), ...CONTROLS].map(choose));
const rows = choices.map(({ tool, profile }) => ({ tool: tool.manifest.id, profile }));
const signal = new AbortController().signal;

for (const count of [1, 2, 4]) {
  const foretold = predictShards(unitSizes(rows, dataset.instances), durations, { count, jobs: 1 });
  const took: number[] = [];
  for (let index = 1; index <= count; index += 1) {
    const out = join(work, `shard-${index}-of-${count}`);
    const started = performance.now();
    await runBenchmark(requestOf(out, { index, count }), { graceful: signal, now: signal });
    took.push((performance.now() - started) / 1000);
    rmSync(out, { recursive: true });
  }
  console.log(JSON.stringify({ shards: count, foretold, took: { longest: Math.max(...took), shortest: Math.min(...took) } }));
}

const sizes = fullSizeUnits();
const all = Object.keys(durations).map((row) => {
  const [tool = '', profile = ''] = row.split(':');
  return { tool, profile };
});
const units = sizes.flatMap((instances) => all.map((row) => ({ ...row, instances })));
for (const nodes of values.nodes.split(',').map(Number)) {
  const foretold = predictShards(units, durations, { count: nodes, jobs: NODE_JOBS });
  console.log(JSON.stringify({ instances: sizes.reduce((a, b) => a + b, 0), rows: all.length, nodes, jobs: NODE_JOBS, foretold }));
}

async function choose(id: string): Promise<ToolChoice> {
  const { manifest, folder } = await resolveAdapter(id);
  const tool = await installedTool(manifest, folder);
  if (!tool.ready) throw new Error(`${id}: ${tool.reason}`);
  return { tool, profile: 'default' };
}

function requestOf(out: string, shard: { index: number; count: number }): RunRequest {
  return {
    kind: 'run',
    dataset,
    choices,
    notInstalled: [],
    out,
    jobs: 1,
    timing: 'exclusive',
    limits: defaultLimits(),
    seed: 7,
    realData: false,
    iod: { absent: 'left out: the durations were recorded without' },
    keepOutput: false,
    version: 'benchmark',
    shard,
    durations,
  };
}

/** Instances of each unit of the three MIDI sets: whole patients until there are 500. */
function fullSizeUnits(): number[] {
  const patients = ['midi-1.0', 'midi-1.1', 'midi-1.2'].flatMap((preset) => planPreset({ preset, seed: 7 }).patients);
  const units: number[] = [];
  let open = 0;
  for (const { studies } of patients) {
    open += studies.flatMap(({ series }) => series).reduce((sum, { instances }) => sum + instances, 0);
    if (open < UNIT_INSTANCES) continue;
    units.push(open);
    open = 0;
  }
  return open > 0 ? [...units, open] : units;
}
