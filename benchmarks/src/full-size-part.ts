import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Results, ToolResult } from '@deidbench/core/model';
import { installedTool, resolveAdapter } from '@deidbench/adapters';
import { rankTools } from '@deidbench/report';
import { defaultLimits, foldRun, openDataset, runBenchmark, type RunRequest, type ToolChoice } from '@deidbench/runner';
import { generate, type DatasetPlan } from '@deidbench/synth';
import { watched, type Used } from './watch-processes.ts';

export interface Part {
  name: string;
  plan: DatasetPlan;
}

export interface PartSettings {
  folder: string;
  seed: number;
  imageSize: number;
  jobs: number;
}

/** One part made, run and judged. `wrong` says what the controls did that they must not. */
export interface DonePart {
  name: string;
  imageSize: number;
  patients: number;
  instances: number;
  checks: number;
  generate: Used;
  run: Used;
  fold: Used;
  datasetBytes: number;
  blobBytes: number;
  wrong: string[];
}

/** Makes a part, runs the controls over it, judges them, and deletes all of it again. */
export async function doPart({ name, plan }: Part, { folder, seed, imageSize, jobs }: PartSettings): Promise<DonePart> {
  const [set, out] = [join(folder, name, 'set'), join(folder, name, 'run')];
  const signal = new AbortController().signal;
  try {
    const made = await watched(() => generate({ plan, seed, imageSize, jobs, out: set }));
    const ran = await watched(async () => {
      const dataset = await openDataset(set, { jobs });
      const request: RunRequest = {
        kind: 'run',
        dataset,
        choices: await controls(),
        notInstalled: [],
        out,
        jobs,
        timing: 'shared',
        limits: defaultLimits(),
        seed,
        realData: false,
        keepOutput: false,
        version: 'benchmark',
        iod: { absent: 'left out: the growth of deidbench itself is measured' },
      };
      return runBenchmark(request, { graceful: signal, now: signal });
    });
    const folded = await watched(async () => rankTools(await foldRun(out)));
    return {
      name,
      imageSize,
      patients: made.value.counts.patients,
      instances: made.value.counts.instances,
      checks: made.value.counts.checks,
      generate: made.used,
      run: ran.used,
      fold: folded.used,
      datasetBytes: bytesBelow(set),
      blobBytes: bytesBelow(join(out, 'blobs')),
      wrong: wrongControls(folded.value, name),
    };
  } finally {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function controls(): Promise<ToolChoice[]> {
  return Promise.all(
    ['oracle', 'identity', 'scorched'].map(async (id): Promise<ToolChoice> => {
      const { manifest, folder } = await resolveAdapter(id);
      const tool = await installedTool(manifest, folder);
      if (!tool.ready) throw new Error(`${id}: ${tool.reason}`);
      return { tool, profile: 'default' };
    }),
  );
}

function wrongControls({ tools, controls: verdict, dataset }: Results, part: string): string[] {
  const must: [id: string, what: string, holds: (tool: ToolResult) => boolean][] = [
    ['oracle', 'passes every check', ({ checks }) => checks.total === dataset.checks && checks.passed === checks.total],
    ['oracle', 'leaks nothing', ({ leaks }) => leaks.high + leaks.medium + leaks.low === 0],
    ['identity', 'leaks', ({ leaks }) => leaks.high > 0],
    ['scorched', 'keeps nothing', ({ retention }) => retention === 0],
  ];
  const broken = must.filter(([id, , holds]) => !tools.some((tool) => tool.id === id && holds(tool)));
  const uncounted = tools.filter(({ outcome }) => Object.values(outcome).reduce((sum, n) => sum + n, 0) !== dataset.instances);
  return [
    ...(verdict === 'ok' ? [] : [`${part}: controls are ${verdict}`]),
    ...broken.map(([id, what]) => `${part}: not so: ${id} ${what}`),
    ...uncounted.map(({ id }) => `${part}: ${id}: outcomes do not sum to the instances`),
  ];
}

function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
