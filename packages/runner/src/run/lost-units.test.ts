import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { ISOLATION_VARIABLE } from '@deidbench/core/process';
import { requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scriptedTool } from '../testing/scripted-tool.ts';
import { runBenchmark } from './benchmark.ts';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-lost-'));
  writeMiniDataset(join(dir, 'set'), 2);
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('units that the machine loses are told with the reason, and done when the run is done again', async () => {
  // A worker that dies under it is no fault of a tool: here one that is not shut off from it sees to that.
  vi.stubEnv(ISOLATION_VARIABLE, 'group');
  const ill = join(dir, 'ill');
  writeFileSync(ill, '');
  const script = `
    const parentOf = (pid) => Number(readFileSync('/proc/' + pid + '/stat', 'latin1').split(') ').at(-1).split(' ')[1]);
    if (statSync(${JSON.stringify(ill)}, { throwIfNoEntry: false })) process.kill(parentOf(process.ppid), 'SIGKILL');
    else files.forEach(copy);`;
  const tool = await scriptedTool(dir, 'tool', script);
  const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [tool], { jobs: 1 });
  const { units } = await runBenchmark(asked, undisturbed());
  expect(units.lost).toEqual({ units: units.planned, reasons: [expect.stringMatching(/worker/u)] });
  rmSync(ill);
  const again = await runBenchmark(asked, undisturbed());
  expect(again.units).toMatchObject({ done: units.planned, resumed: 0, lost: { units: 0, reasons: [] } });
});
