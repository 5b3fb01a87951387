import { join, resolve } from 'node:path';
import { loadManifest } from '@deidbench/core/manifest';
import { openDataset } from '../dataset/open.ts';
import type { ToolChoice } from '../plan/make-plan.ts';
import type { RunRequest, RunWatch } from '../run/benchmark.ts';
import { defaultLimits } from '../run/limits.ts';

const BUILT_IN = resolve(import.meta.dirname, '../../../adapters/tools');

/** An adapter that needs no installation, from its folder. */
export async function toolIn(folder: string, profile = 'default'): Promise<ToolChoice> {
  const manifest = await loadManifest(folder);
  return { profile, tool: { ready: true, manifest, folder, dir: folder, site: folder, version: '1', lockDigest: manifest.id } };
}

/** A built-in control. */
export function control(id: 'oracle' | 'identity' | 'scorched'): Promise<ToolChoice> {
  return toolIn(join(BUILT_IN, id));
}

/** A run request over a dataset folder with everything else as usual. */
export async function requestFor(dataset: string, out: string, choices: ToolChoice[], more: Partial<RunRequest> = {}): Promise<RunRequest> {
  return {
    kind: 'run',
    dataset: await openDataset(dataset, { jobs: 2 }),
    choices,
    notInstalled: [],
    out,
    jobs: 2,
    timing: 'shared',
    limits: defaultLimits(),
    seed: 7,
    realData: false,
    keepOutput: false,
    version: '0',
    iod: { absent: 'a test validates nothing' },
    ...more,
  };
}

/** A watch that never stops a run. */
export function undisturbed(): RunWatch {
  return { graceful: new AbortController().signal, now: new AbortController().signal };
}
