import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readJournal } from './journal.ts';

const WORK = fileURLToPath(new URL('./testing/resumable-work.ts', import.meta.url));

describe('a run that is killed at its n-th write and started again', () => {
  it('ends with the same bytes, whichever n', async () => {
    const whole = inFolder((folder) => {
      expect(work(folder)).toBe(0);
      return contentOf(folder);
    });
    let killed = 0;
    for (let n = 1; ; n += 1) {
      const status = inFolder((folder) => {
        const first = work(folder, n);
        if (first === 0) return 0;
        expect(work(folder), `after a kill at write ${n}`).toBe(0);
        expect(contentOf(folder), `after a kill at write ${n}`).toEqual(whole);
        return first;
      });
      if (status === 0) break;
      killed += 1;
    }
    // run.json and three blobs have three steps each, three lines of the journal two.
    expect(killed).toBe(4 * 3 + 3 * 2);
  });

  it('has a journal that tells each unit once', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'deidbench-kill-'));
    try {
      for (let n = 6; work(folder, n) !== 0; n += 1);
      const { entries, damaged } = await readJournal<{ unit: number }>(join(folder, 'journal.ndjson'));
      expect(entries.map(({ unit }) => unit)).toEqual([0, 1, 2]);
      expect(damaged).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function work(folder: string, killAt?: number): number | null {
  const env = { ...process.env, ...(killAt === undefined ? {} : { DEIDBENCH_KILL_AT_WRITE: String(killAt) }) };
  const { status, signal, stderr } = spawnSync(process.execPath, [WORK, folder], { env, encoding: 'utf8' });
  if (status === 1) throw new Error(stderr);
  expect(signal ?? 'exit').toBe(status === 0 ? 'exit' : 'SIGKILL');
  return status;
}

function inFolder<Result>(use: (folder: string) => Result): Result {
  const folder = mkdtempSync(join(tmpdir(), 'deidbench-kill-'));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    names.map(({ parentPath, name }) => [join(parentPath.slice(folder.length), name), readFileSync(join(parentPath, name), 'hex')]),
  );
}
