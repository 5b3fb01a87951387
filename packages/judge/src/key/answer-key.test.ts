import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { openAnswerKey } from './answer-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'answer-key-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a key that is a view is refused by its name: no fault of the program', () => {
  const path = join(folder, 'view.db');
  const database = new DatabaseSync(path);
  const columns = 'Modality, SOPClassUID, PatientID, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, AnswerData';
  database.exec(`CREATE TABLE rows (${columns}); CREATE VIEW answer_data AS SELECT * FROM rows`);
  database.close();
  expect(() => openAnswerKey(path)).toThrow(/view\.db: answer_data is no plain table/);
});
