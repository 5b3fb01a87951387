import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FindingRow, Fold } from '@deidbench/core/model';
import { rankTools } from '../rank/rank-tools.ts';
import schema from '../schema/results.schema.json' with { type: 'json' };
import { BEHAVIOURS } from '../testing/behaviours.ts';
import { syntheticFold } from '../testing/synthetic-fold.ts';
import { challengerLines } from './challenger.ts';
import { junitXml } from './junit.ts';
import { sarif } from './sarif.ts';
import { parseFormats, REPORT_FORMATS, writeReport } from './write-report.ts';
import { xlsx } from './xlsx.ts';

const fold = syntheticFold();
const results = rankTools(fold);
const validate = new Ajv2020({ allowUnionTypes: true }).compile(schema);

describe('results.json', () => {
  it.each([
    ['a run of eight tools', fold],
    ['a run without tools', syntheticFold({ behaviours: [] })],
    ['a run of one patient', syntheticFold({ patients: 1 })],
    ['a run without a key', withoutCells()],
  ])('of %s is as its schema says', (_name, run) => {
    validate(JSON.parse(JSON.stringify(rankTools(run))));
    expect(validate.errors).toBeNull();
  });

  it('is refused by its schema with a share above 1 or an unknown member', () => {
    expect(validate({ ...results, extra: 1 })).toBe(false);
    expect(validate({ ...results, tools: [{ ...results.tools[0], coverage: 1.2 }] })).toBe(false);
  });
});

describe('the exports', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'deidbench-export-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('are written where they belong', async () => {
    const paths = await writeReport(dir, fold, results, ['json', 'csv', 'xlsx', 'junit', 'sarif', 'challenger', 'metrics']);
    const names = paths.map((path) => relative(dir, path));
    expect(names.slice(0, 7)).toEqual([
      'results.json',
      'ranking.csv',
      'findings.csv',
      'report/report.xlsx',
      'report/junit.xml',
      'report/report.sarif',
      'report/challenger.csv',
    ]);
    expect(await readdir(join(dir, 'report/metrics'))).toHaveLength(BEHAVIOURS.length);
    const metrics = JSON.parse(await readFile(join(dir, 'report/metrics/tool-amber.tuned.json'), 'utf8')) as {
      aggregates: unknown;
      case: { kept: object };
    };
    expect(metrics.aggregates).toMatchObject({ tier: 'A', rank: 1, leaksHigh: 0 });
    expect(Object.keys(metrics.case.kept)).toHaveLength(12);
  });

  it('hold every single failure on request, compressed, and unmasked values for the owner alone', async () => {
    await writeReport(dir, fold, results, ['rows', 'csv'], { showValues: true });
    const path = join(dir, 'findings/tool-ember.default.csv.zst');
    const lines = zstdDecompressSync(await readFile(path))
      .toString()
      .trim()
      .split('\r\n');
    const tool = fold.tools.find((t) => t.id === 'tool-ember');
    expect(lines).toHaveLength(1 + (tool?.findings ?? []).reduce((sum, finding) => sum + finding.at.length, 0));
    for (const file of [path, join(dir, 'findings.csv')]) expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('leave no unmasked value behind once a masked report is written', async () => {
    await writeReport(dir, fold, results, ['rows', 'csv', 'xlsx'], { showValues: true });
    await writeReport(dir, fold, results, ['junit'], { showValues: true });
    await expect(valuesIn(dir)).resolves.toHaveLength(2 + fold.tools.length);
    const removed: string[] = [];
    await writeReport(dir, fold, results, ['csv'], { onRemoved: (path) => removed.push(relative(dir, path)) });
    await expect(valuesIn(dir)).resolves.toEqual([]);
    expect(removed).toContain('report/report.xlsx');
    expect(removed.filter((path) => path.startsWith('findings/'))).toHaveLength(fold.tools.length);
    expect(removed).not.toContain('findings.csv');
    expect(await readdir(dir)).toContain('findings.csv');
  });

  it('that are masked stay when another masked report is written', async () => {
    await writeReport(dir, fold, results, ['xlsx', 'csv']);
    await writeReport(dir, fold, results, ['csv'], { onRemoved: (path) => expect(path).toBe('nothing') });
    expect(await readdir(join(dir, 'report'))).toEqual(['report.xlsx']);
  });

  it('are all that is removed, whatever a run folder from elsewhere says', async () => {
    await mkdir(join(dir, 'report'));
    await writeFile(join(dir, 'run.json'), '{}');
    await writeFile(
      join(dir, 'report/unmasked.json'),
      JSON.stringify(['run.json', '../run.json', 'findings/../run.json', 'findings/..csv.zst', 7]),
    );
    await writeReport(dir, fold, results, ['csv'], { onRemoved: (path) => expect(path).toBe('nothing') });
    expect(await readdir(dir)).toContain('run.json');
  });

  it('bring the schema of results.json along on request', async () => {
    const [path = ''] = await writeReport(dir, fold, results, ['schema']);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(schema);
  });

  it('are named in the message when a format is not known', () => {
    expect(() => parseFormats('html,pdf')).toThrow(`--format pdf: no such format. There are ${REPORT_FORMATS.join(', ')}.`);
  });
});

describe('JUnit XML', () => {
  it('has a failing case for a leak and none for a clean tool', () => {
    const xml = junitXml(results);
    expect(xml).toContain('<testcase classname="tool-amber:tuned" name="no high leak"/>');
    expect(xml).toMatch(/<testcase classname="tool-ember:default" name="no high leak"><failure message="\d+ high leaks"\/>/u);
  });

  it('says of every suite what readers ask for', () => {
    const suites = junitXml(results).match(/<testsuite .*>/gu) ?? [];
    expect(suites).toHaveLength(9);
    for (const suite of suites) expect(suite).toMatch(/name="[^"]+" tests="\d+" failures="\d+" errors="0" skipped="0"/u);
  });

  it('passes no tool for leaks that it cannot have because nothing came out', () => {
    const silent = { id: 'silent', removes: 0, keeps: 1, conforms: 1, delivers: 0, instancesPerSecond: 1, peakBytes: 1 };
    const xml = junitXml(rankTools(syntheticFold({ behaviours: [silent] })));
    expect(xml).toContain('name="no high leak"><skipped message="no file was delivered');
    expect(xml).toContain('name="every instance delivered"><failure message="0 of');
  });

  it('stays XML whatever a tool is called', () => {
    const hostile = structuredClone(results);
    Object.assign(hostile.tools[0] ?? {}, { id: 'a"><b>\u0000\u001b&' });
    expect(junitXml(hostile)).not.toMatch(/[\u0000\u001b]|"><b>/u);
  });
});

describe('SARIF', () => {
  it('holds no value of a patient and no control', () => {
    const text = JSON.stringify(sarif(fold, '0.1.0'));
    expect(text).not.toContain('Stephanie');
    expect(text).not.toContain('deidbench/identity');
    expect(text).toContain('"level":"error"');
  });
});

describe('SARIF of hostile names', () => {
  it('holds relative URIs, whatever a file is called', () => {
    const run = syntheticFold({ patients: 1 });
    const tool = run.tools.find((t) => !t.control && t.findings.length > 0);
    for (const finding of tool?.findings ?? []) finding.example.path = 'a:b #?/\ud800\u202e<"x">.dcm';
    const uris = [...JSON.stringify(sarif(run, '0.1.0')).matchAll(/"uri":"([^"]*)"/gu)].map(([, uri]) => uri);
    expect(uris.length).toBeGreaterThan(0);
    expect(uris).toContain('a%3Ab%20%23%3F/%EF%BF%BD%E2%80%AE%3C%22x%22%3E.dcm');
  });
});

describe('challengeR’s CSV', () => {
  it('has a row for each task, patient and tool', () => {
    const rows = [...challengerLines(fold)];
    expect(rows[0]).toBe('task,case,algorithm,value\r\n');
    expect(rows).toHaveLength(1 + 4 * 12 * 8);
  });
});

describe('the workbook', () => {
  it('keeps what looks like a formula as text', async () => {
    const run = syntheticFold({ patients: 1 });
    const finding = run.tools.find((tool) => tool.findings.length > 0 && !tool.control)?.findings[0] as FindingRow;
    finding.tagName = '=1+1\u0000';
    const book = await readXlsx(await xlsx(run, rankTools(run)));
    expect(book.sheets.map((sheet) => sheet.name)).toEqual(['Ranking', 'Actions', 'Categories', 'Groups', 'Findings']);
    expect(JSON.stringify(book.sheets[4]?.rows)).toContain('=1+1\ufffd');
  });

  it('says what the page says of every group', async () => {
    const { sheets } = await readXlsx(await xlsx(fold, results));
    const rows = sheets[3]?.rows ?? [];
    const [row] = rows.filter((r) => r[0] === 'action' && r[1] === 'text_removed' && r[2] === 'tool-ember');
    const counts = results.tools.find((tool) => tool.id === 'tool-ember')?.actions.text_removed;
    expect(row?.slice(4, 6)).toEqual([counts?.total, counts?.failed]);
    expect(new Set(rows.slice(1).map((r) => r[0]))).toEqual(
      new Set(['action', 'standard', 'category', 'modality', 'vendor', 'identifier kind']),
    );
  });

  it('has no cell that a spreadsheet refuses for its length', async () => {
    const run = syntheticFold({ patients: 1 });
    for (const tool of run.tools) for (const finding of tool.findings) finding.tagPath = 'x'.repeat(1_000_000);
    const { sheets } = await readXlsx(await xlsx(run, rankTools(run)));
    const longest = Math.max(...(sheets[4]?.rows ?? []).flat().map((cell) => String(cell ?? '').length));
    expect(longest).toBeLessThan(32_767);
  });
});

/** Files of a run folder that may hold unmasked values: those that the owner alone may read, but for the record of them. */
async function valuesIn(runDir: string): Promise<string[]> {
  const files = (await readdir(runDir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).filter((path) => !path.endsWith('unmasked.json'));
  const modes = await Promise.all(paths.map(async (path) => (await stat(path)).mode & 0o777));
  return paths.filter((_, i) => modes[i] === 0o600);
}

function withoutCells(): Fold {
  const run = syntheticFold();
  for (const tool of run.tools) tool.cells = [];
  return run;
}
