import { execFileSync } from 'node:child_process';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { judgedSet, STAGES, type Stage } from './judging-set.ts';
import { makeDataset } from './make-dataset.ts';
import { table } from './measure.ts';
import type { Times } from './official-script.ts';

interface Measured extends Times {
  count: number;
  peak: number;
}

interface Size {
  files: number;
  keyBytes: number;
  checks: Measured;
  official: Measured;
}

/** Judges sets of several sizes, each in processes of its own, and tells how time and memory grow. The sets are made in `work`, one at a time, and removed. */
export function growth(scales: readonly string[], imageSize: string, work: string): string {
  const sizes = scales.map((scale): Size => {
    const dataset = makeDataset(join(work, `scale-${scale}`), scale, imageSize);
    const files = STAGES.files(judgedSet(dataset));
    const size: Size = {
      files,
      keyBytes: statSync(judgedSet(dataset).key).size,
      checks: measured(dataset, 'checks', work),
      official: measured(dataset, 'official', work),
    };
    rmSync(dataset, { recursive: true });
    return size;
  });
  return [
    '## Growth and memory',
    '',
    `Sets of MIDI 1.1 with images of ${imageSize} × ${imageSize}; each measured once in a process of its own, cold, start of the process left out. Peak: largest resident set of that process; it has no others.`,
    '',
    sizeTable('all checks', sizes, 'checks'),
    '',
    sizeTable('all checks and all official files', sizes, 'official'),
  ].join('\n');
}

/** As deidbench starts itself (scripts/setup.mjs, packages/cli/bin): a small young generation keeps garbage out of the peak. */
const NODE_OPTIONS = ['--conditions=@deidbench/source', '--max-semi-space-size=4'];

function measured(dataset: string, stage: Stage, work: string): Measured {
  const folder = join(work, 'official-growth');
  const child = join(import.meta.dirname, 'judging-child.ts');
  const spoken = execFileSync(process.execPath, [...NODE_OPTIONS, child, dataset, stage, folder], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  return JSON.parse(spoken) as Measured;
}

function sizeTable(name: string, sizes: readonly Size[], stage: 'checks' | 'official'): string {
  const perCheck = (size: Size): number => (size[stage].cpu * 1e6) / size[stage].count;
  const rows = sizes.map((size) => {
    const { cpu, wall, count, peak } = size[stage];
    return [
      size.files,
      count,
      (size.keyBytes / 2 ** 20).toFixed(0),
      wall.toFixed(2),
      cpu.toFixed(2),
      Math.round((cpu * 1e6) / size.files),
      perCheck(size).toFixed(2),
      `${((perCheck(size) / perCheck(sizes[0]!) - 1) * 100).toFixed(0)} %`,
      Math.round(peak / 2 ** 20),
    ];
  });
  const header = [
    'files',
    'rows',
    'key, MB',
    'seconds',
    'processor seconds',
    'µs a file',
    'µs a row',
    'a row, beside the smallest set',
    'peak, MB',
  ];
  return `${name}:\n\n${table(header, rows)}`;
}
