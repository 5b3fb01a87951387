import { copyFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDataset } from '../dataset/open.ts';
import { foldRun } from '../fold/fold-run.ts';
import { undisturbed } from '../testing/controls.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { scoreFolder } from './score-folder.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-score-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** Scores the curated files of a small set after something was laid beside them. */
async function scored(lay: (delivered: string, set: string) => Partial<Record<'uidMap' | 'patientMap', string>> | void, patients = 3) {
  const [set, delivered, out] = [join(dir, 'set'), join(dir, 'delivered'), join(dir, 'run')];
  writeMiniDataset(set, patients);
  cpSync(join(set, 'reference'), delivered, { recursive: true });
  const maps = lay(delivered, set) ?? {};
  const row = { name: 'mine', version: '1', policy: 'tcia', jobs: 1, deidbench: 'test', iod: { absent: 'no validator' } };
  const crosswalk = { uidMap: join(set, 'uid_mapping.csv'), patientMap: join(set, 'patid_mapping.csv'), ...maps };
  await scoreFolder({ ...row, ...crosswalk, dataset: await openDataset(set, { jobs: 1 }), deid: delivered, out }, undisturbed());
  const { tools, notJudged } = await foldRun(out);
  return { findings: tools[0]!.findings, patients: tools[0]!.patients, notJudged };
}

describe('a file beside the answers of a folder that was made elsewhere', { timeout: 60_000 }, () => {
  it('gives away whom its text names: a log, at the patient whose identifier it is', async () => {
    const { findings, notJudged } = await scored((to) => writeFileSync(join(to, 'log.txt'), 'processed 7317919 Lindqvist^Sigrid\n'));
    expect(findings.map(({ rule, kind, leak }) => [rule, kind, leak])).toEqual([
      ['strays', 'direct-number', true],
      ['strays', 'name', true],
    ]);
    expect(new Set(findings.map(({ patient }) => patient)).size).toBe(1);
    expect(notJudged.join('\n')).toMatch(/^1 files of the output .*searched as they stand$/mu);
  });

  it('gives away whom an untouched original shows', async () => {
    const { findings, notJudged } = await scored((to, set) => {
      const series = readdirSync(join(set, 'input'))[0]!;
      mkdirSync(join(to, 'x'));
      copyFileSync(join(set, 'input', series, '1-1.dcm'), join(to, 'x', 'orig.dcm'));
    });
    expect(findings.every(({ rule, leak }) => rule === 'strays' && leak)).toBe(true);
    expect(findings.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['name', 'direct-number', 'uid']));
    expect(notJudged.join('\n')).toMatch(/^1 files of the output answer no instance by the crosswalk of UIDs: they were searched/mu);
  });

  it('gives away the old UIDs that a map beside the files holds, but not where that map was named to judge by', async () => {
    const beside = await scored((to, set) => copyFileSync(join(set, 'uid_mapping.csv'), join(to, 'map.csv')));
    expect(new Set(beside.findings.map(({ rule, kind }) => `${rule} ${kind}`))).toEqual(new Set(['strays uid']));
    rmSync(dir, { recursive: true });
    const named = await scored((to, set) => {
      const [uidMap, patientMap] = [join(to, 'uid_mapping.csv'), join(to, 'patid_mapping.csv')];
      copyFileSync(join(set, 'uid_mapping.csv'), uidMap);
      copyFileSync(join(set, 'patid_mapping.csv'), patientMap);
      return { uidMap, patientMap };
    });
    expect(named.findings).toEqual([]);
  });

  it('says nothing of a licence or a list that names nobody', async () => {
    const { findings } = await scored((to) => {
      writeFileSync(join(to, 'LICENSE'), 'CC BY 4.0, https://creativecommons.org\n');
      writeFileSync(join(to, 'list.csv'), 'patient,files\nMINI-001,4\n');
    });
    expect(findings).toEqual([]);
  });

  it('is searched for the patients of every unit', async () => {
    const { patients } = await scored((to) => writeFileSync(join(to, 'ids.txt'), '7310000 8323632\n'), 130);
    expect(patients.filter(({ leaks }) => leaks.high > 0)).toHaveLength(2);
  });
});
