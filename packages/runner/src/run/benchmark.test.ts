import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadManifest } from '@deidbench/core/manifest';
import { openDataset } from '../dataset/open.ts';
import { foldRun } from '../fold/fold-run.ts';
import type { ToolChoice } from '../plan/make-plan.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { runBenchmark, type RunRequest } from './benchmark.ts';
import { defaultLimits } from './limits.ts';

const tools = resolve(import.meta.dirname, '../../../adapters/tools');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-run-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function control(id: string): Promise<ToolChoice> {
  const folder = join(tools, id);
  const manifest = await loadManifest(folder);
  return { profile: 'default', tool: { ready: true, manifest, folder, dir: folder, site: folder, version: '1', lockDigest: id } };
}

async function request(): Promise<RunRequest> {
  writeMiniDataset(join(dir, 'set'));
  return {
    kind: 'run',
    dataset: await openDataset(join(dir, 'set'), { jobs: 1 }),
    choices: [await control('oracle'), await control('identity'), await control('scorched')],
    notInstalled: [],
    out: join(dir, 'run'),
    jobs: 2,
    timing: 'shared',
    limits: defaultLimits(),
    seed: 7,
    realData: false,
    keepOutput: false,
    version: '0',
  };
}

const quiet = () => ({ graceful: new AbortController().signal, now: new AbortController().signal });

describe('a run with the controls', () => {
  it('finds nothing wrong with the oracle, all identifiers in identity, and resumes without running anything again', async () => {
    const asked = await request();
    const first = await runBenchmark(asked, quiet());
    expect(first.units).toEqual({ planned: 3, done: 3, resumed: 0 });
    const fold = await foldRun(asked.out);
    const byId = new Map(fold.tools.map((tool) => [tool.id, tool]));
    const failed = (id: string) => byId.get(id)!.cells.reduce((sum, cell) => sum + cell.failed, 0);
    expect(byId.get('oracle')!.findings).toEqual([]);
    expect(failed('oracle')).toBe(0);
    expect(byId.get('identity')!.patients.every((patient) => patient.leaks.high >= 2)).toBe(true);
    expect(byId.get('identity')!.patients.map((patient) => patient.outcome)).toEqual([{ ok: 4 }, { ok: 4 }, { ok: 4 }]);
    expect(failed('scorched')).toBeGreaterThan(0);
    const second = await runBenchmark(asked, quiet());
    expect(second.units).toEqual({ planned: 3, done: 0, resumed: 3 });
  });
});
