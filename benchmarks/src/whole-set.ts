// Generates a large set with small images, runs the three controls over it and reports, each by the command that a user would call, and tells
// time, disk and the memory of the whole process tree.
// Usage: node --conditions=@deidbench/source benchmarks/src/whole-set.ts FOLDER [--preset midi-1.1] [--scale 0.4401] [--image-size 32] [--tools oracle,identity,scorched] [--jobs 1]
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Results } from '@deidbench/core/model';
import { watchTree, type TreePeaks } from './watch-tree.ts';

/** As a user calls it: the launcher gives its first process less room for short-lived values. */
const CLI = fileURLToPath(new URL('../../packages/cli/bin/deidbench.js', import.meta.url));

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    preset: { type: 'string', default: 'midi-1.1' },
    scale: { type: 'string', default: '0.4401' },
    'image-size': { type: 'string', default: '32' },
    tools: { type: 'string', default: 'oracle,identity,scorched' },
    jobs: { type: 'string' },
  },
});
const folder = resolve(positionals[0] ?? 'runs/whole-set');
const [set, run] = [join(folder, 'set'), join(folder, 'run')];

const { preset, scale, 'image-size': imageSize, tools } = values;
const jobs = values.jobs === undefined ? [] : ['--jobs', values.jobs];
await measured('synth', ['synth', '--preset', preset, '--scale', scale, '--image-size', imageSize, '--seed', '7', ...jobs, '--out', set]);
console.log(JSON.stringify({ datasetBytes: bytesBelow(set) }));
await measured('run', ['run', '--dataset', set, '--tools', tools, ...jobs, '--out', run]);
await measured('report', ['report', run]);
console.log(JSON.stringify({ runBytes: bytesBelow(run), blobBytes: bytesBelow(join(run, 'blobs')) }));
const results = JSON.parse(readFileSync(join(run, 'results.json'), 'utf8')) as Results;
console.log(JSON.stringify({ dataset: results.dataset, controls: results.controls, notJudged: results.notJudged }));
for (const { id, outcome, checks, leaks, retention, speed, memory } of results.tools)
  console.log(JSON.stringify({ id, outcome, checks, leaks, retention, speed, memory }));

async function measured(name: string, args: string[]): Promise<void> {
  const started = performance.now();
  const child = spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  const watch: { peaks: TreePeaks; stop: () => void } = watchTree(child.pid ?? 0);
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  watch.stop();
  console.log(JSON.stringify({ command: name, code, wallSeconds: (performance.now() - started) / 1000, peaks: watch.peaks }));
  if (code !== 0) throw new Error(`deidbench ${name} ended with ${code}`);
}

function bytesBelow(path: string): number {
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
