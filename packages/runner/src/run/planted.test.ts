import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { plantedOf } from './planted.ts';

const dir = mkdtempSync(join(tmpdir(), 'deidbench-planted-'));
afterAll(() => rmSync(dir, { recursive: true }));

it('finds the lines of an instance wherever they stand, the last one without a line break too', () => {
  const file = join(dir, 'planted.jsonl');
  const line = (sop: string, text: string) => JSON.stringify({ sop, patient: '1', text });
  const lines = [line('1.2', 'Ana'), line('1.2', 'Ána "the" Żuk'), line('1.3', 'Bo'), line('1.2', 'Ana again'), line('1.3', 'end')];
  writeFileSync(file, lines.join('\n'));
  expect(plantedOf(file, ['1.2']).map((planted) => planted.text)).toEqual(['Ana', 'Ána "the" Żuk', 'Ana again']);
  expect(plantedOf(file, ['1.3', '9.9']).map((planted) => planted.text)).toEqual(['Bo', 'end']);
});
