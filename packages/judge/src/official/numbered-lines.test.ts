import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { NumberedLines } from './numbered-lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'numbered-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

const LINES = [
  { numbers: ['7', '0.0', '0.0'], rest: '"a\n8,0.0,0.0",ü' },
  { numbers: ['12', '0.0', '1.0'], rest: `${'x'.repeat(5_000_000)},0.0` },
  { numbers: ['345', '0.0', '0.0'], rest: 'last' },
];

it.each([
  [0, (index: string, passed: string, score: string) => `${index},${passed},${score}`],
  [1, (index: string, _: string, score: string) => `${index},0,${score}`],
  [2, (index: string, _: string, score: string) => `${index},0,${score.slice(0, 1)}`],
])('shows the numbers of %i columns as whole ones, whatever the texts behind them hold', (whole, head) => {
  const path = join(folder, `${whole}.csv`);
  const file = new NumberedLines(path, 'index,check_passed,check_score,text');
  for (const { numbers, rest } of LINES) file.add(numbers, rest);
  file.close(whole);
  const expected = LINES.map(({ numbers: [index, passed, score], rest }) => `${head(index!, passed!, score!)},${rest}\n`);
  expect(readFileSync(path, 'utf8')).toBe(`index,check_passed,check_score,text\n${expected.join('')}`);
});
