import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, describe, it } from 'vitest';
import { foldRun } from '../fold/fold-run.ts';
import { requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scriptedTool } from '../testing/scripted-tool.ts';
import { runBenchmark } from './benchmark.ts';
import { readToolMap } from './tool-map.ts';

let dir: string;
beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'deidbench-table-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('the table that a tool writes of its names', () => {
  it('is read with quotes, as CSV writers set them', () => {
    writeFileSync(join(dir, 'map.csv'), 'old,new\r\n"000001/000001.dcm","Doe, ""J"".dcm"\r\n');
    expect(readToolMap({ from: 'old', to: 'new' }, dir, join(dir, 'map.csv'))).toEqual([['000001/000001.dcm', 'Doe, "J".dcm']]);
  });

  it.each([
    [';', true],
    [',', false],
  ])('is told in the log where it gives no rows: cells parted by "%s"', async (separator, isTold) => {
    writeMiniDataset(join(dir, 'set'), 1);
    const script = `files.forEach(copy); writeFileSync('map.csv', ['old,new', ...files.map((name) => name + '${separator}' + name)].join('\\n'));`;
    const output = { naming: 'map' as const, ignore: [], map: { file: '{work}/map.csv', from: 'old', to: 'new' } };
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [await scriptedTool(dir, 'mapped', script, { output })]);
    await runBenchmark(asked, undisturbed());
    const log = (await foldRun(asked.out)).tools[0]?.attempts[0]?.log;
    expect(log?.includes('deidbench: the map {work}/map.csv gave no rows of its columns "old" and "new"')).toBe(isTold);
  });
});
