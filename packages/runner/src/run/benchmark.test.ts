import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldRun } from '../fold/fold-run.ts';
import { control, requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { runBenchmark } from './benchmark.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-run-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('a run with the controls', () => {
  it('finds nothing wrong with the oracle, all identifiers in identity, and resumes without running anything again', async () => {
    writeMiniDataset(join(dir, 'set'));
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [
      await control('oracle'),
      await control('identity'),
      await control('scorched'),
    ]);
    const first = await runBenchmark(asked, undisturbed());
    expect(first.units).toEqual({ planned: 3, done: 3, resumed: 0 });
    const fold = await foldRun(asked.out);
    const byId = new Map(fold.tools.map((tool) => [tool.id, tool]));
    const failed = (id: string) => byId.get(id)!.cells.reduce((sum, cell) => sum + cell.failed, 0);
    expect(byId.get('oracle')!.findings).toEqual([]);
    expect(failed('oracle')).toBe(0);
    expect(byId.get('identity')!.patients.every((patient) => patient.leaks.high >= 2)).toBe(true);
    expect(byId.get('identity')!.patients.map((patient) => patient.outcome)).toEqual([{ ok: 4 }, { ok: 4 }, { ok: 4 }]);
    expect(failed('scorched')).toBeGreaterThan(0);
    const second = await runBenchmark(asked, undisturbed());
    expect(second.units).toEqual({ planned: 3, done: 0, resumed: 3 });
  });

  it('refuses a folder that holds the run of another dataset', async () => {
    writeMiniDataset(join(dir, 'set'), 1);
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [await control('identity')]);
    await runBenchmark(asked, undisturbed());
    const other = { ...asked, dataset: { ...asked.dataset, dataset: { ...asked.dataset.dataset, name: 'other' } } };
    await expect(runBenchmark(other, undisturbed())).rejects.toMatchObject({ code: 'OTHER_RUN' });
  });
});
