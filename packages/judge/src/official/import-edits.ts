import { DatabaseSync } from 'node:sqlite';
import type { PixelEdit } from './pixel-sheet.ts';

/** Writes a person's verdicts into `validation_results.db`, by row index: all of them, or none when the table lacks some index. Returns those. */
export function applyEdits(path: string, edits: readonly PixelEdit[]): number[] {
  const database = new DatabaseSync(path);
  try {
    const update = database.prepare('UPDATE validation_results SET check_passed = ?, check_score = ? WHERE "index" = ?');
    database.exec('BEGIN');
    const unknown = edits.filter(({ index, passed, score }) => {
      const { changes } = update.run(passed === null ? null : Number(passed), score, index);
      return changes === 0;
    });
    database.exec(unknown.length === 0 ? 'COMMIT' : 'ROLLBACK');
    return unknown.map(({ index }) => index);
  } finally {
    database.close();
  }
}
