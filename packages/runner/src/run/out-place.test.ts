import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuseOutInside } from './out-place.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-out-'));
  mkdirSync(join(folder, 'set', 'input'), { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('a run folder', () => {
  const input = () => join(folder, 'set', 'input');
  const refuse = (out: string) => refuseOutInside(out, [["the dataset's input", input()]]);

  it.each(['', 'run', 'not/yet/there', '..data'])('is refused in the folder of the files: "%s"', (below) => {
    expect(() => refuse(join(input(), below))).toThrow(/--out .* lies in the dataset's input/);
  });

  it('is refused there by another name too', () => {
    symlinkSync(input(), join(folder, 'link'));
    expect(() => refuse(join(folder, 'link', 'run'))).toThrow(/lies in/);
  });

  it.each(['run', 'set/run', 'set/input-2', 'set'])('may lie beside or around it: %s', (place) => {
    expect(() => refuse(join(folder, place))).not.toThrow();
  });

  it('may lie anywhere where there are no such files', () => {
    expect(() =>
      refuseOutInside(folder, [
        ['the originals', undefined],
        ['the originals', ''],
        ['the originals', join(folder, 'gone')],
      ]),
    ).not.toThrow();
  });
});
