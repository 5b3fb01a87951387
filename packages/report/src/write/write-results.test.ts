import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rankTools } from '../rank/rank-tools.ts';
import { syntheticFold } from '../testing/synthetic-fold.ts';
import { csvLine, textCell } from './csv.ts';
import { FINDING_COLUMNS, findingLines } from './findings-csv.ts';
import { mergeFindings } from './merge-findings.ts';
import { parseResults, readResults } from './read-results.ts';
import { writeResults } from './write-results.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'deidbench-report-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('the files of a run', () => {
  it('are written whole, with nothing left beside them', async () => {
    const fold = syntheticFold();
    const results = rankTools(fold);
    await writeResults(dir, results, fold);
    expect((await readdir(dir)).toSorted()).toEqual(['findings.csv', 'ranking.csv', 'results.json']);
    expect(await readResults(join(dir, 'results.json'))).toEqual(JSON.parse(JSON.stringify(results)));
    expect((await readFile(join(dir, 'ranking.csv'), 'utf8')).trim().split('\r\n')).toHaveLength(1 + results.tools.length);
  });

  it('are refused by name when another version wrote them', () => {
    expect(() => parseResults('{"formatVersion": 9}', 'results.json')).toThrow(
      /results\.json has format version 9; this deidbench reads version 1/u,
    );
    expect(() => parseResults('{}', 'x.json')).toThrow(/no formatVersion/u);
    expect(() => parseResults('nope', 'x.json')).toThrow(/is not JSON/u);
  });
});

describe('findings.csv', () => {
  const fold = syntheticFold();
  const rows = [...findingLines(fold)];

  it('has one row a distinct (tool, profile, patient, place, action, kind)', () => {
    const keys = rows.slice(1).map((row) => {
      const cells = row.split(',');
      return [1, 2, 3, 4, 6, 7].map((i) => cells[i]).join();
    });
    expect(new Set(keys).size).toBe(keys.length);
    expect(rows[0]).toBe(csvLine(FINDING_COLUMNS));
  });

  it('masks values unless asked otherwise', () => {
    expect(rows.join('')).not.toContain('Stephanie');
    expect([...findingLines(fold, true)].join('')).toContain('Stephanie');
  });

  it('merges findings of one place under the gravest severity and the union of their instances', () => {
    const one = fold.tools[9]?.findings.find((f) => f.severity === 'low');
    if (!one) throw new Error('no finding');
    const merged = mergeFindings([
      { ...one, id: 'F-2', at: [1, 2], leak: true, label: 'leak' },
      { ...one, id: 'F-1', at: [2, 3], rule: 'residual', severity: 'high', leak: true, label: 'leak', explanation: 'in other words' },
    ]);
    expect(merged).toMatchObject([
      { id: 'F-1', ids: ['F-1', 'F-2'], severity: 'high', label: 'leak', instances: 3, rules: ['key', 'residual'] },
    ]);
  });

  it('gives faults of one place that are not the same a row each', () => {
    const one = fold.tools[9]?.findings.find((f) => f.severity === 'low');
    if (!one) throw new Error('no finding');
    const stored = { ...one, leak: false, label: 'by policy', explanation: 'the pixels are stored in another way' } as const;
    const lossy = (psnr: number) => ({ ...stored, label: 'bug', explanation: `the picture changed: ${psnr} dB` }) as const;
    const merged = mergeFindings([
      { ...stored, id: 'F-1', at: [1, 2] },
      { ...lossy(41.2), id: 'F-2', at: [3] },
      { ...lossy(39), id: 'F-3', at: [4] },
    ]);
    expect(merged.map(({ ids, label, instances }) => [ids, label, instances])).toEqual([
      [['F-2', 'F-3'], 'bug', 2],
      [['F-1'], 'by policy', 2],
    ]);
  });
});

describe('a cell for people', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-2', "'-2"],
    ['@cmd', "'@cmd"],
    ['\t=1', "'\t=1"],
    ['a"b', '"a""b"'],
    ['a\r\nb', '"a\r\nb"'],
    ['a\u0000b', 'a b'],
  ])('%j becomes %j', (text, cell) => {
    expect(textCell(text)).toBe(cell);
  });
});

it('starts no cell like a formula, and gives back every text that a spreadsheet may read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = textCell(text);
      expect(cell).not.toMatch(/^"?[=+\-@\t\r|%]/u);
      expect(cell.replaceAll('""', '').replace(/^"(.*)"$/su, '$1')).not.toContain('"');
    }),
  );
});
