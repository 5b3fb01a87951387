import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openAnswerKey } from '@deidbench/judge/key';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { originalsOf } from '../score/originals.ts';
import { writeMiniDataset } from '../testing/mini-dataset.ts';
import { countChecks, unknownRemarks } from './count-checks.ts';
import { importDataset } from './import.ts';

let dir: string;
const at = (...names: string[]) => join(dir, ...names);
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'deidbench-count-'));
  writeMiniDataset(at('made'), 2);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

/** The key after a change by somebody else's program. The dataset around it is none any more. */
function key(change: string): string {
  const database = new DatabaseSync(at('made', 'answers.db'));
  database.exec(change);
  database.close();
  rmSync(at('made', 'dataset.json'));
  return at('made', 'answers.db');
}

const bare = (where: string): string =>
  `UPDATE answer_data SET AnswerData = replace(AnswerData, '"<text_removed>"', '"text_removed"') ${where}`;
const allBare = `UPDATE answer_data SET AnswerData = replace(replace(AnswerData, '"action":"<', '"action":"'), '"action": "<', '"action": "')`;

describe('a key by which nothing can be judged is refused, for every tool would pass', () => {
  it.each([
    ['whose actions are known to nobody', allBare, /none of its \d+ checks asks for an action that is known/],
    ['whose rows hold no checks', 'UPDATE answer_data SET AnswerData = NULL', /none of its rows holds a check that can be read/],
    ['without rows', 'DELETE FROM answer_data', /its table answer_data holds no row/],
  ])('%s', async (_, change, message) => {
    await expect(originalsOf(key(change), undefined, at('run'), 1)).rejects.toThrow(message);
  });

  it('at import too', async () => {
    const request = { input: at('made', 'input'), answers: key(allBare), out: at('set'), jobs: 1 };
    await expect(importDataset(request)).rejects.toThrow(/--answers .*: nothing can be judged by it/);
  });
});

it('checks that stay blank are told by number', () => {
  const opened = openAnswerKey(key(bare('WHERE rowid = 1')));
  const counted = countChecks(opened, opened.rows, 'answers.db');
  opened.close();
  expect(unknownRemarks(counted)).toEqual([
    `${counted.unknown} of ${counted.checks} checks of the answer key ask for none of the ten actions: they are not judged.`,
  ]);
  expect(counted.unknown).toBeGreaterThan(0);
});
