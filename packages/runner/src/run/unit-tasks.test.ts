import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openDataset } from '../dataset/open.ts';
import type { PlannedWork } from '../plan/make-plan.ts';
import { control } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { defaultLimits } from './limits.ts';
import type { Judging } from './task.ts';
import { taskMaker } from './unit-tasks.ts';

it('all that tells the answers is hidden from a tool, wherever an imported dataset has it', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'deidbench-hidden-'));
  try {
    writeMiniDataset(join(dir, 'set'), 1);
    const dataset = await openDataset(join(dir, 'set'), { jobs: 1 });
    const elsewhere = {
      answers: '/keys/key.db',
      uidMap: '/maps/uids.csv',
      patientMap: '/maps/patients.csv',
      planted: '/keys/planted.jsonl',
      reference: '/twins',
    };
    const makeTask = taskMaker({
      dataset: { ...dataset, paths: { ...dataset.paths, ...elsewhere } },
      references: new Map(),
      out: join(dir, 'run'),
      limits: defaultLimits(),
      seed: 1,
      realData: false,
      judging: {} as Judging,
    });
    const work = { choice: await control('identity'), planned: { policy: 'none' }, units: [] } as unknown as PlannedWork;
    const unit = { id: 'identity.default.0000', profile: 'default', patients: [], ordinals: [0], attemptKey: 'key' };
    const { hide } = makeTask(work, unit as unknown as PlannedWork['units'][number], false);
    expect(hide).toEqual(
      expect.arrayContaining([join(dir, 'run'), join(dir, 'set'), join(dir, 'set', 'input'), ...Object.values(elsewhere)]),
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
});
