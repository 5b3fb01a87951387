import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldRun } from '../fold/fold-run.ts';
import { control, requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scriptedTool } from '../testing/scripted-tool.ts';
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
    expect(first.units).toMatchObject({ planned: 3, done: 3, resumed: 0 });
    const fold = await foldRun(asked.out);
    const byId = new Map(fold.tools.map((tool) => [tool.id, tool]));
    const failed = (id: string) => byId.get(id)!.cells.reduce((sum, cell) => sum + cell.failed, 0);
    expect(byId.get('oracle')!.findings).toEqual([]);
    expect(failed('oracle')).toBe(0);
    expect(byId.get('identity')!.patients.every((patient) => patient.leaks.high >= 2)).toBe(true);
    expect(byId.get('identity')!.patients.map((patient) => patient.outcome)).toEqual([{ ok: 4 }, { ok: 4 }, { ok: 4 }]);
    expect(failed('scorched')).toBeGreaterThan(0);
    const second = await runBenchmark(asked, undisturbed());
    expect(second.units).toMatchObject({ planned: 3, done: 0, resumed: 3 });
  });

  it('judges kept output anew when the key changes, and runs no tool for it', async () => {
    writeMiniDataset(join(dir, 'set'));
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [await control('identity')]);
    await runBenchmark(asked, undisturbed());
    const before = (await foldRun(asked.out)).tools[0]!;
    const key = new DatabaseSync(join(dir, 'set', 'answers.db'));
    key.exec(`UPDATE answer_data SET AnswerData = replace(AnswerData, 'CT CHEST ROUTINE', 'MR HEAD')`);
    key.close();
    const again = await runBenchmark(asked, undisturbed());
    expect(again.units).toEqual({ planned: 1, done: 1, resumed: 0, rejudged: 1, lost: { units: 0, reasons: [] } });
    const after = (await foldRun(asked.out)).tools[0]!;
    expect(after.attempts).toEqual(before.attempts);
    expect(after.findings.filter((finding) => finding.action === 'text_retained')).not.toEqual([]);
    expect(before.findings.filter((finding) => finding.action === 'text_retained')).toEqual([]);
  });

  it('does again exactly the units whose input changed by a byte, and none for a new time stamp', async () => {
    writeMiniDataset(join(dir, 'set'), 130);
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [await control('identity')]);
    expect((await runBenchmark(asked, undisturbed())).units).toMatchObject({ planned: 2, done: 2 });
    const file = join(dir, 'set', 'input', asked.dataset.instances[0]!.path);
    utimesSync(file, new Date(), new Date());
    const touched = await requestFor(join(dir, 'set'), join(dir, 'run'), asked.choices);
    expect((await runBenchmark(touched, undisturbed())).units).toMatchObject({ done: 0, resumed: 2 });
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 1;
    writeFileSync(file, bytes);
    const changed = await requestFor(join(dir, 'set'), join(dir, 'run'), asked.choices);
    expect((await runBenchmark(changed, undisturbed())).units).toMatchObject({ done: 1, resumed: 1 });
  });

  it('lets the oracle answer again when its reference changed', async () => {
    writeMiniDataset(join(dir, 'set'), 1);
    const oracle = await control('oracle');
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [oracle]);
    await runBenchmark(asked, undisturbed());
    const twins = join(dir, 'set', 'reference');
    const twin = readdirSync(twins, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith('.dcm'))!;
    const bytes = readFileSync(join(twins, twin));
    bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 1;
    writeFileSync(join(twins, twin), bytes);
    expect((await runBenchmark(asked, undisturbed())).units).toMatchObject({ done: 1, resumed: 0 });
    expect((await foldRun(asked.out)).tools[0]!.findings.map((finding) => finding.action)).toEqual(['pixels_retained']);
  });

  it('never takes a tool that was not there for one that answered nothing', async () => {
    writeMiniDataset(join(dir, 'set'), 1);
    const absent = await scriptedTool(dir, 'absent', '', { command: ['/no/such/program'] });
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [absent]);
    await runBenchmark(asked, undisturbed());
    expect((await runBenchmark(asked, undisturbed())).units).toMatchObject({ done: 1, resumed: 0 });
  });

  it('does failed units again on request, and a damaged blob without asking', async () => {
    writeMiniDataset(join(dir, 'set'), 1);
    const failing = await scriptedTool(dir, 'failing', 'process.exit(1);');
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [failing, await control('identity')]);
    await runBenchmark(asked, undisturbed());
    expect((await runBenchmark({ ...asked, rerun: 'failed' }, undisturbed())).units).toMatchObject({ done: 1, resumed: 1 });
    expect((await runBenchmark({ ...asked, rerun: 'timeout' }, undisturbed())).units).toMatchObject({ done: 0, resumed: 2 });
    const [blob = ''] = readdirSync(join(dir, 'run', 'blobs'));
    const bytes = readFileSync(join(dir, 'run', 'blobs', blob));
    bytes[bytes.length - 3] = bytes[bytes.length - 3]! ^ 255;
    writeFileSync(join(dir, 'run', 'blobs', blob), bytes);
    expect((await runBenchmark(asked, undisturbed())).units).toMatchObject({ done: 1, resumed: 1 });
    expect((await runBenchmark({ ...asked, rerun: 'all' }, undisturbed())).units).toMatchObject({ done: 2, resumed: 0, rejudged: 0 });
  });

  it('refuses a folder that holds the run of another dataset', async () => {
    writeMiniDataset(join(dir, 'set'), 1);
    const asked = await requestFor(join(dir, 'set'), join(dir, 'run'), [await control('identity')]);
    await runBenchmark(asked, undisturbed());
    const other = { ...asked, dataset: { ...asked.dataset, dataset: { ...asked.dataset.dataset, name: 'other' } } };
    await expect(runBenchmark(other, undisturbed())).rejects.toMatchObject({ code: 'OTHER_RUN' });
    // Of the same name, elsewhere, with other files.
    writeMiniDataset(join(dir, 'second'), 2);
    const second = await requestFor(join(dir, 'second'), join(dir, 'run'), [await control('identity')]);
    await expect(runBenchmark(second, undisturbed())).rejects.toThrow(/holds another run \(run of mini, other files\)/);
  });

  it('refuses a folder among the files that tools are given, and makes none there', async () => {
    writeMiniDataset(join(dir, 'set'), 1);
    const asked = await requestFor(join(dir, 'set'), join(dir, 'set', 'input', 'run'), [await control('identity')]);
    await expect(runBenchmark(asked, undisturbed())).rejects.toMatchObject({ code: 'OUT_INSIDE' });
    expect(readdirSync(join(dir, 'set', 'input'))).not.toContain('run');
  });
});
