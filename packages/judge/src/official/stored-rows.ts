import { DatabaseSync } from 'node:sqlite';
import { ACTIONS, VERDICT, type Action } from '@deidbench/core/model';
import { CATEGORY_FIELDS, type Categories } from '../key/categories.ts';
import type { OfficialRow } from './row.ts';

type Stored = Record<string, unknown>;

const text = (row: Stored, name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
const number = (row: Stored, name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);

/** Rows of a `validation_results.db` in table order, with their index. */
export function* storedRows(path: string): Generator<{ index: number; row: OfficialRow }> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    for (const stored of database.prepare('SELECT * FROM validation_results ORDER BY "index"').iterate()) {
      const row = toRow(stored);
      if (row !== undefined) yield { index: Number(stored['index']), row };
    }
  } finally {
    database.close();
  }
}

function toRow(stored: Stored): OfficialRow | undefined {
  const actionField = text(stored, 'action');
  const action = ACTIONS.find((name) => `<${name}>` === actionField) as Action | undefined;
  if (action === undefined) return undefined;
  const passed = number(stored, 'check_passed');
  return {
    fileIndex: number(stored, 'file_index'),
    checkIndex: String(stored['check_index']),
    check: {
      action,
      actionField,
      tag: text(stored, 'tag'),
      tagPath: text(stored, 'tag_ds'),
      tagName: text(stored, 'tag_name'),
      value: text(stored, 'answer_value'),
      actionText: text(stored, 'action_text'),
      scope: null,
      categories: Object.fromEntries(CATEGORY_FIELDS.map((name) => [name, text(stored, name)])) as Categories,
      lacking: [],
      notText: [],
    },
    judgement: {
      verdict: passed === null ? VERDICT.blank : passed === 1 ? VERDICT.pass : VERDICT.fail,
      score: number(stored, 'check_score'),
      fileValue: text(stored, 'file_value'),
      answerValue: text(stored, 'answer_value'),
    },
    subject: {
      modality: text(stored, 'modality'),
      sopClass: text(stored, 'class'),
      patient: text(stored, 'patient'),
      study: text(stored, 'study'),
      series: text(stored, 'series'),
      instance: text(stored, 'instance'),
    },
  };
}
