import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Journal, readJournal } from './journal.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deidbench-journal-'));
  path = join(folder, 'journal.ndjson');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function written(entries: readonly object[]): Promise<void> {
  const journal = await Journal.open(path);
  await Promise.all(entries.map((entry) => journal.append(entry)));
  await journal.close();
}

describe('a journal', () => {
  it('keeps entries in the order of their appending', async () => {
    const entries = Array.from({ length: 20 }, (_, unit) => ({ unit, text: 'two\nlines' }));
    await written(entries);
    expect((await readJournal(path)).entries).toEqual(entries);
  });

  it('goes on where it was left', async () => {
    await written([{ unit: 1 }]);
    const journal = await Journal.open<{ unit: number }>(path);
    expect(journal.before.entries).toEqual([{ unit: 1 }]);
    await journal.append({ unit: 2 });
    await journal.close();
    expect((await readJournal(path)).entries).toEqual([{ unit: 1 }, { unit: 2 }]);
  });

  it('cut anywhere in its last line loses that line only', async () => {
    await written([{ unit: 1 }, { unit: 2 }]);
    const whole = readFileSync(path);
    const last = whole.indexOf(10) + 1;
    for (let end = last; end < whole.length; end += 1) {
      writeFileSync(path, whole.subarray(0, end));
      await written([{ unit: 3 }]);
      expect((await readJournal(path)).entries, `cut at ${end}`).toEqual([{ unit: 1 }, { unit: 3 }]);
    }
  });

  it('leaves out garbled lines and counts them', async () => {
    await written([{ unit: 1 }, { unit: 2 }, { unit: 3 }]);
    const lines = readFileSync(path, 'utf8').split('\n');
    writeFileSync(path, [lines[0], lines[1]?.replace('"unit":2', '"unit":9'), '\u0000\u0000', 'short', lines[2], ''].join('\n'));
    expect(await readJournal(path)).toMatchObject({ entries: [{ unit: 1 }, { unit: 3 }], damaged: 3 });
  });

  it('with a tail of zeros, as after a power cut, goes on', async () => {
    await written([{ unit: 1 }]);
    appendFileSync(path, Buffer.alloc(4096));
    await written([{ unit: 2 }]);
    expect((await readJournal(path)).entries).toEqual([{ unit: 1 }, { unit: 2 }]);
  });

  it('that is not there is empty', async () => {
    expect((await readJournal(path)).entries).toEqual([]);
  });
});
