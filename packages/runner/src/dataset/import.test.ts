import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runBenchmark } from '../run/benchmark.ts';
import { foldRun } from '../fold/fold-run.ts';
import { control, requestFor, undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { importDataset } from './import.ts';
import { openDataset } from './open.ts';

let dir: string;
const at = (...names: string[]) => join(dir, ...names);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-import-'));
  writeMiniDataset(at('made'), 3);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const released = () => ({ input: at('made', 'input'), answers: at('made', 'answers.db'), out: at('set'), jobs: 2 });
const files = (root: string) => readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.dcm'));

/** Moves every file to where `place` says, counted from 0. */
function layOut(place: (old: string, n: number) => string): void {
  const root = at('made', 'input');
  for (const [n, name] of files(root).toSorted().entries()) {
    const target = at('moved', place(name, n));
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(root, name), target);
  }
}

describe('importing released files', () => {
  it('copies none of them', async () => {
    writeFileSync(at('made', 'input', 'LICENSE'), 'CC BY 4.0');
    const { dataset, skipped, remarks } = await importDataset(released());
    expect(dataset.counts).toMatchObject({ patients: 3, studies: 3, series: 6, instances: 12, checks: 96 });
    expect([skipped, remarks]).toEqual([[], []]);
    expect(readdirSync(at('set')).toSorted()).toEqual(['dataset.json', 'index.ndjson']);
    expect((await openDataset(at('set'), { jobs: 1 })).instances).toHaveLength(12);
  });

  it.each<[string, (old: string, n: number) => string]>([
    ['collection, patient, study, series', (_, n) => `MIDI-B/patient ${n % 3}/05-11-2013-NA-CT/1.0-CHEST-${n % 2}/1-${n}.dcm`],
    ['one flat folder, names without an ending', (_, n) => `IM${n}`],
    ['a study of many levels', (_, n) => `a/b/c/d/e/f/${n}/00000001`],
  ])('takes the layout %s', async (_, place) => {
    layOut(place);
    const { dataset, skipped } = await importDataset({ ...released(), input: at('moved') });
    expect(dataset.counts).toMatchObject({ patients: 3, instances: 12 });
    expect(skipped).toEqual([]);
  });

  it('names a file that is cut, one that is no DICOM file, and one twice there; the rest goes on', async () => {
    const root = at('made', 'input');
    const [first = '', second = ''] = files(root).toSorted();
    truncateSync(join(root, first), 400);
    cpSync(join(root, second), join(root, 'zz-copy.dcm'));
    writeFileSync(join(root, 'aa.dcm'), 'no');
    const { dataset, skipped, remarks } = await importDataset(released());
    expect(dataset.counts.instances).toBe(11);
    expect(skipped.map((file) => file.path).toSorted()).toEqual(['aa.dcm', first, 'zz-copy.dcm'].toSorted());
    expect(skipped.find((file) => file.path === first)!.problem).toMatch(/cut short at byte/);
    expect(remarks).toEqual([expect.stringContaining('1 instances of the answer key are not among the files')]);
  });

  it('names a row of the key that is no JSON, and counts the others', async () => {
    const key = new DatabaseSync(at('made', 'answers.db'));
    key.exec(`UPDATE answer_data SET AnswerData = '{"0": {"scope"' WHERE "index" = 4`);
    key.close();
    const { dataset, remarks } = await importDataset(released());
    expect(dataset.counts.checks).toBe(88);
    expect(remarks).toEqual([expect.stringMatching(/row 4 of answer_data/)]);
  });

  it('refuses the key of other files', async () => {
    writeMiniDataset(at('other'), 5);
    const key = new DatabaseSync(at('made', 'answers.db'));
    key.exec(`UPDATE answer_data SET SOPInstanceUID = '9.' || SOPInstanceUID`);
    key.close();
    await expect(importDataset(released())).rejects.toMatchObject({ code: 'KEY_MISMATCH' });
    expect(existsSync(at('set', 'dataset.json'))).toBe(false);
  });

  it('shows a reference made by people as their curation, not as an oracle', async () => {
    const maps = { uidMap: at('made', 'uid_mapping.csv'), patientMap: at('made', 'patid_mapping.csv') };
    await importDataset({ ...released(), reference: at('made', 'reference'), ...maps });
    const asked = await requestFor(at('set'), at('run'), [await control('oracle')]);
    await runBenchmark(asked, undisturbed());
    const [row] = (await foldRun(at('run'))).tools;
    expect(row).toMatchObject({ id: 'human-curation', control: 'human-curation' });
    expect(row!.patients.every((patient) => patient.outcome.ok === 4)).toBe(true);
  });

  it('says "not supported" of the oracle where there is no reference', async () => {
    await importDataset(released());
    await runBenchmark(await requestFor(at('set'), at('run'), [await control('oracle')]), undisturbed());
    expect((await foldRun(at('run'))).tools[0]!.patients[0]!.outcome).toEqual({ 'not-supported': 4 });
  });
});

describe('the index of a dataset', () => {
  it('is the same whether it is read by one process or several', async () => {
    writeMiniDataset(at('many'), 80);
    const one = await openDataset(at('many'), { jobs: 1 });
    rmSync(at('many', 'index.ndjson'));
    const seen: number[] = [];
    const two = await openDataset(at('many'), { jobs: 2, onProgress: (done) => seen.push(done) });
    expect(two.digest).toBe(one.digest);
    expect(two.instances).toEqual(one.instances);
    expect(seen.at(-1)).toBe(320);
  });

  it('reads a file again that changed, and drops one that is gone', async () => {
    const before = await openDataset(at('made'), { jobs: 1 });
    const file = at('made', 'input', before.instances[0]!.path);
    const bytes = readFileSync(file);
    bytes[bytes.length - 1] = bytes[bytes.length - 1]! ^ 1;
    writeFileSync(file, bytes);
    rmSync(at('made', 'input', before.instances[5]!.path));
    const after = await openDataset(at('made'), { jobs: 1 });
    expect(after.instances).toHaveLength(11);
    expect(after.instances[0]!.digest).not.toBe(before.instances[0]!.digest);
    expect(after.instances.map((row) => row.ordinal)).toEqual([...Array(11).keys()]);
  });

  it('is made anew when its file is cut', async () => {
    const before = await openDataset(at('made'), { jobs: 1 });
    truncateSync(at('made', 'index.ndjson'), 900);
    expect((await openDataset(at('made'), { jobs: 1 })).digest).toBe(before.digest);
  });
});
