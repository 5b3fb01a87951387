// Measures the generator and writes benchmarks/results/generation.md: sets of MIDI 1.1 of several sizes, with one worker and with all cores, and
// what it takes without the key. Each in a process of its own, so that its memory is its own. Linux alone.
// Usage: node --conditions=@deidbench/source benchmarks/src/generation.ts [--sizes 2000,10000,50000] [--image-size 32] [--folder DIR] [--out FILE]
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from './measure.ts';
import type { Used } from './watch-processes.ts';

/** Sets above this are made with all cores alone. */
const LARGE = 20_000;

interface Part extends Used {
  instances: number;
  jobs: number;
  imageSize: number;
}

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '2000,10000,50000' },
    'image-size': { type: 'string', default: '32' },
    folder: { type: 'string', default: tmpdir() },
    out: { type: 'string', default: join(import.meta.dirname, '../results/generation.md') },
  },
});
const imageSize = Number(values['image-size']);
const sizes = values.sizes.split(',').map(Number);
const work = mkdtempSync(join(values.folder, 'deidbench-generation-'));
const [load = 0] = loadavg();
try {
  const bare = measure(2000, 0, 128);
  const cores = availableParallelism();
  const whole = sizes.flatMap((size) => [...new Set(size > LARGE ? [cores] : [1, cores])].map((jobs) => measure(size, jobs, imageSize)));
  mkdirSync(dirname(values.out), { recursive: true });
  writeFileSync(values.out, page(bare, whole));
} finally {
  rmSync(work, { recursive: true, force: true });
}

function measure(instances: number, jobs: number, size: number): Part {
  const script = join(import.meta.dirname, 'generation-part.ts');
  const args = [
    '--conditions=@deidbench/source',
    script,
    String(instances),
    String(jobs),
    String(size),
    join(work, `${instances}-${jobs}`),
  ];
  const part = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Part;
  console.log(JSON.stringify(part));
  return part;
}

function page(bare: Part, whole: readonly Part[]): string {
  const perSecond = (part: Part): number => Math.round(part.instances / part.wallSeconds);
  const perCpuSecond = (part: Part): number => Math.round(part.instances / part.cpuSeconds);
  const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
  const rows = whole.map((part) => [
    part.instances,
    part.jobs,
    part.wallSeconds.toFixed(1),
    perSecond(part),
    perCpuSecond(part),
    ((part.cpuSeconds / part.instances) * 1000).toFixed(2),
    megabytes(part.parentPeakBytes),
    part.workerPeakBytes === 0 ? '–' : megabytes(part.workerPeakBytes),
  ]);
  const header = [
    'instances',
    'jobs',
    'seconds',
    'a second',
    'a processor second',
    'ms an instance (processor)',
    'peak of the first process, MB',
    'peak of a worker, MB',
  ];
  return `# Generation

Sets of MIDI 1.1, Node ${process.versions.node}, ${cpus().length} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), load ${load.toFixed(1)} when measuring began. On a
busy machine the figures by processor time are the ones to compare.

## Without the key

Data sets, pixels of ${bare.imageSize} × ${bare.imageSize}, curated twins, and the bytes of both, in one process: ${perSecond(bare)} instances a second,
${perCpuSecond(bare)} a processor second.

## Whole sets

Input, curated twin, answer key in both forms, judged row by row against the twin, crosswalks, plantings; images of ${imageSize} × ${imageSize}.

${table(header, rows)}
`;
}
