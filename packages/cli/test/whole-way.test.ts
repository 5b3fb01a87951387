import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Planted, Results } from '@deidbench/core/model';
import { foldRun, openDataset } from '@deidbench/runner';
import { COPY, deidbench, scratch, writeAdapter, type Answer } from './cli.ts';

const { at, remove } = scratch('whole-way');
let first: Answer;
let results: Results;

beforeAll(async () => {
  await deidbench(['synth', '--preset', 'demo', '--seed', '3', '--image-size', '64', '--out', at('set'), '--json']);
  writeAdapter(at('elsewhere', 'ours'), 'ours', COPY);
  first = await deidbench(['run', '--dataset', at('set'), '--tools', at('elsewhere', 'ours'), '--out', at('run'), '--json']);
  results = JSON.parse(first.out) as Results;
});
afterAll(remove);

const tool = (id: string) => results.tools.find((row) => row.id === id)!;

describe('a run with the controls and a tool from elsewhere', () => {
  it('ends well, with nothing but the results on stdout', () => {
    expect(first.code).toBe(0);
    expect(results.formatVersion).toBe(1);
    expect(results.controls).toBe('ok');
  });

  it('ranks a tool that is nothing but a manifest and a program outside the repository', () => {
    expect(tool('ours').rank).not.toBeNull();
    expect(tool('ours').outcome).toEqual({ ok: results.dataset.instances });
    expect(tool('ours').tier).toBe('D');
  });

  it('gives the oracle every check and no finding', async () => {
    expect(tool('oracle').score).toBe(1);
    expect(tool('oracle').checks.blank).toBe(0);
    expect(tool('oracle').leaks).toEqual({ high: 0, medium: 0, low: 0 });
    const fold = await foldRun(at('run'));
    expect(fold.tools.find((row) => row.id === 'oracle')!.findings).toEqual([]);
  });

  it('lets scorched keep nothing', () => {
    expect(tool('scorched').retention).toBe(0);
    expect(tool('scorched').leaks).toEqual({ high: 0, medium: 0, low: 0 });
  });

  it('finds every planted identifier in identity, at its place', async () => {
    const { instances } = await openDataset(at('set'), { jobs: 1 });
    const ordinals = new Map(instances.map((instance) => [instance.sop, instance.ordinal]));
    const fold = await foldRun(at('run'));
    const leaks = fold.tools.find((row) => row.id === 'identity')!.findings.filter((finding) => finding.leak);
    const found = new Set(leaks.flatMap((finding) => finding.at.map((ordinal) => `${ordinal} ${finding.tagPath}`)));
    const planted = readFileSync(at('set', 'planted.jsonl'), 'utf8').trim().split('\n');
    const missed = planted.map((line) => JSON.parse(line) as Planted).filter((line) => !found.has(`${ordinals.get(line.sop)} ${line.at}`));
    expect(planted.length).toBeGreaterThan(1000);
    expect(missed).toEqual([]);
  });

  it('counts every instance once, and every check of the key', () => {
    for (const row of results.tools) {
      expect(Object.values(row.outcome).reduce((sum, n) => sum + n, 0)).toBe(results.dataset.instances);
      expect(row.checks.total).toBe(row.checks.passed + row.checks.failed + row.checks.blank);
    }
    expect(tool('oracle').checks.total).toBe(results.dataset.checks);
  });

  it('tells no identifier of the key in anything that it writes for people', () => {
    const names = identifiersOf(at('set', 'answers.db'));
    expect(names.length).toBeGreaterThan(50);
    const files = ['results.json', 'ranking.csv', 'findings.csv', 'run.json', 'journal.ndjson', join('report', 'index.html')];
    const told = files.flatMap((path) => {
      const text = readFileSync(at('run', path), 'utf8');
      return names.filter((name) => text.includes(name)).map((name) => `${path}: ${name}`);
    });
    expect(told).toEqual([]);
    expect(names.filter((name) => first.err.includes(name) || first.out.includes(name))).toEqual([]);
  });

  it('writes derived crosswalks that only the user may read', () => {
    for (const file of ['uid_mapping.csv', 'patid_mapping.csv']) {
      const path = at('run', 'maps', 'oracle.default', file);
      expect(readFileSync(path, 'utf8')).toMatch(/^id_old,id_new\n/);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    const derived = readFileSync(at('run', 'maps', 'oracle.default', 'patid_mapping.csv'), 'utf8')
      .trim()
      .split('\n')
      .toSorted();
    expect(derived).toEqual(readFileSync(at('set', 'patid_mapping.csv'), 'utf8').trim().split('\n').toSorted());
  });

  it('does nothing again when it is called again, and gives the same results', async () => {
    const again = await deidbench(['run', '--dataset', at('set'), '--tools', at('elsewhere', 'ours'), '--out', at('run'), '--json']);
    expect(again.err).toContain('4 of 4 units were done before');
    expect(JSON.parse(again.out)).toEqual(results);
  });

  it('explains a finding masked, and unmasked when asked', async () => {
    const lines = readFileSync(at('run', 'findings.csv'), 'utf8').split('\n');
    const id = /F-[0-9a-f]{12}/.exec(lines.find((line) => line.includes('name') && line.includes('(0010,0010)')) ?? '')![0];
    const masked = await deidbench(['explain', at('run'), id]);
    expect(masked.code).toBe(0);
    expect(masked.out).toContain('█');
    const shown = await deidbench(['explain', at('run'), id, '--show-values']);
    expect(shown.out).not.toContain('█');
    expect((await deidbench(['explain', at('run'), id.slice(0, -1)])).out).toBe(masked.out);
    const unclear = await deidbench(['explain', at('run'), 'F-']);
    expect(unclear.code).toBe(2);
    expect(unclear.err).toMatch(/^deidbench explain: F-: \d+ findings of .* begin so: F-[0-9a-f]{12}, .* …\. Give more of the id\./);
  });

  it('scores the curated reference like the oracle, and merges it beside the tools', async () => {
    const set = (name: string) => at('set', name);
    const maps = ['--uid-map', set('uid_mapping.csv'), '--patient-map', set('patid_mapping.csv')];
    const scored = await deidbench([
      'score',
      '--dataset',
      at('set'),
      '--deid',
      set('reference'),
      ...maps,
      '--name',
      'curated',
      '--official',
      '--out',
      at('score'),
      '--json',
    ]);
    expect(scored.code).toBe(0);
    expect((JSON.parse(scored.out) as Results).tools[0]).toMatchObject({ id: 'curated', score: 1, tier: 'A' });
    expect(readdirSync(at('score', 'official'))).toContain('validation_results.db');
    const merged = await deidbench(['merge', at('score'), at('run'), '--out', at('merged'), '--json']);
    expect((JSON.parse(merged.out) as Results).tools.map((row) => row.id).toSorted()).toEqual([
      'curated',
      'identity',
      'oracle',
      'ours',
      'scorched',
    ]);
  });

  it('scores by the key and the folder of a dataset as by the dataset, plantings included, so that the row merges', async () => {
    const set = (name: string) => at('set', name);
    const originals = ['--answers', set('answers.db'), '--input', set('input')];
    const maps = ['--uid-map', set('uid_mapping.csv'), '--patient-map', set('patid_mapping.csv')];
    await deidbench(['score', ...originals, ...maps, '--deid', set('reference'), '--name', 'by-key', '--out', at('by-key')]);
    const merged = await deidbench(['merge', at('run'), at('by-key'), '--out', at('merged-by-key'), '--json']);
    expect(merged.code).toBe(0);
    expect((JSON.parse(merged.out) as Results).tools.find(({ id }) => id === 'by-key')).toMatchObject({ score: 1, tier: 'A' });
  });

  it('scores by the key alone, without the originals', async () => {
    const set = (name: string) => at('set', name);
    const args = [
      '--answers',
      set('answers.db'),
      '--deid',
      set('reference'),
      '--uid-map',
      set('uid_mapping.csv'),
      '--patient-map',
      set('patid_mapping.csv'),
    ];
    const scored = await deidbench(['score', ...args, '--out', at('key-alone'), '--json']);
    expect((JSON.parse(scored.out) as Results).tools[0]).toMatchObject({ score: 1 });
  });

  it('scans without a key: clean files have no leak, untouched ones do, and no value is stored', async () => {
    const clean = await deidbench([
      'scan',
      '--input',
      at('set', 'input'),
      '--deid',
      at('set', 'reference'),
      '--uid-map',
      at('set', 'uid_mapping.csv'),
      '--out',
      at('scan-clean'),
      '--json',
    ]);
    expect((JSON.parse(clean.out) as Results).tools[0]!.leaks).toEqual({ high: 0, medium: 0, low: 0 });
    const dirty = await deidbench([
      'scan',
      '--input',
      at('set', 'input'),
      '--deid',
      at('set', 'input'),
      '--out',
      at('scan-dirty'),
      '--json',
    ]);
    expect((JSON.parse(dirty.out) as Results).tools[0]!.leaks.high).toBeGreaterThan(20);
    const names = identifiersOf(at('set', 'answers.db'));
    for (const blob of readdirSync(at('scan-dirty', 'blobs'))) {
      const bytes = readFileSync(at('scan-dirty', 'blobs', blob));
      expect(bytes.subarray(0, bytes.indexOf(10)).toString()).not.toContain('"values"');
    }
    expect(names.filter((name) => readFileSync(at('scan-dirty', 'findings.csv'), 'utf8').includes(name))).toEqual([]);
  });

  it('runs over one instance alone, as a finding names it', async () => {
    const only = await deidbench([
      'run',
      '--dataset',
      at('set'),
      '--tools',
      'identity',
      '--only',
      '000003.dcm',
      '--out',
      at('only'),
      '--json',
    ]);
    const part = JSON.parse(only.out) as Results;
    expect(part.dataset.instances).toBe(1);
    expect(part.controls).toBe('ok');
    const row = part.tools.find(({ id }) => id === 'oracle');
    expect(row?.checks).toMatchObject({ total: part.dataset.checks, passed: part.dataset.checks });
    const nowhere = await deidbench(['run', '--dataset', at('set'), '--tools', 'identity', '--only', '1.2.3', '--out', at('only')]);
    expect(nowhere).toMatchObject({ code: 2, err: expect.stringMatching(/--only 1\.2\.3: no instance/) });
    const mixed = await deidbench(['run', '--dataset', at('set'), '--tools', 'identity', '--only', '000003.dcm', '--out', at('run')]);
    expect(mixed.code).toBe(2);
  });

  it('goes on with the controls where a tool is not installed, and says so', async () => {
    writeAdapter(at('absent'), 'absent', COPY, { install: { kind: 'user', env: 'DEIDBENCH_TEST_NOWHERE', needs: ['tool.jar'] } });
    const run = await deidbench([
      'run',
      '--dataset',
      at('set'),
      '--tools',
      at('absent'),
      '--only',
      '000003.dcm',
      '--out',
      at('no'),
      '--json',
    ]);
    expect(run.code).toBe(0);
    expect((JSON.parse(run.out) as Results).notInstalled).toMatchObject([{ id: 'absent' }]);
    expect(run.err).toContain('absent: left out');
  });

  it('compares a run with itself: nothing changed', async () => {
    const same = await deidbench(['compare', at('run'), at('run'), '--fail-on', 'regression']);
    expect(same.out).toMatch(/oracle:default: of \d{3,} checks 0 fail that passed, 0 pass that failed/);
    expect(same.code).toBe(0);
  });
});

/** Names, numbers and UIDs that the key asks to be gone: all that must not be told. Short ones and plain words are left out. */
function identifiersOf(key: string): string[] {
  const database = new DatabaseSync(key, { readOnly: true });
  const rows = database.prepare('SELECT CAST(PatientID AS TEXT) AS id, SOPInstanceUID AS sop, AnswerData AS answer FROM answer_data').all();
  database.close();
  const found = new Set<string>();
  for (const row of rows) {
    found.add(String(row['id'])).add(String(row['sop']));
    for (const check of Object.values(
      JSON.parse(String(row['answer'])) as Record<string, { action: string; action_text: string | null; answer_category: string[] }>,
    )) {
      const text = (check.action_text ?? '').replace(/^<|>$/g, '');
      if (check.action === '<text_removed>' && check.answer_category.some((code) => /HIPAA-[AHD]/.test(code)) && text.length >= 8)
        found.add(text);
    }
  }
  return [...found];
}
