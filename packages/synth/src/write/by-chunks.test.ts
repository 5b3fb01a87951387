import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendFrom, writeTexts } from './by-chunks.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'deidbench-chunks-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('files of many megabytes', () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `${i} Größe 測定 of line ${'x'.repeat(i % 90)}\n`);

  it('hold every text in its order, across chunks', () => {
    const path = join(folder, 'texts');
    writeFileSync(path, 'what stood there before, and is longer than nothing');
    writeTexts(path, lines);
    expect(readFileSync(path, 'utf8')).toBe(lines.join(''));
    writeTexts(path, []);
    expect(readFileSync(path, 'utf8')).toBe('');
  });

  it('are appended whole to what is there', () => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    writeFileSync(from, lines.join(''));
    writeFileSync(to, 'head\n');
    appendFrom(from, to);
    appendFrom(from, to);
    expect(readFileSync(to, 'utf8')).toBe(`head\n${lines.join('')}${lines.join('')}`);
  });
});
