import { existsSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Action } from '@deidbench/core/model';
import { JudgeError } from '../errors.ts';
import type { CategoryField } from './categories.ts';

export type KeyScope = 'Patient' | 'Study' | 'Series' | 'Instance';

/** One check to be written; texts bare, the writer wraps them in `<…>`. */
export interface KeyEntry {
  scope: KeyScope;
  action: Action;
  /** `(gggg,eeee)`; null for pixels_hidden. */
  tag: string | null;
  /** Tag path without its outer `<` `>`: `(0008,1140)>[<0000>]<(0008,1155)`; null for pixels_hidden. */
  tagPath: string | null;
  tagName: string | null;
  /** Text of the element in the original. */
  value: string | null;
  actionText: string | null;
  codes: Partial<Record<Exclude<CategoryField, 'prev_cat'>, string>>;
}

/** One instance of a key to be written. */
export interface KeyInstance {
  modality: string;
  sopClass: string;
  /** Stored as INTEGER where it is a plain number, as the released keys do. */
  patient: string;
  study: string;
  series: string;
  sop: string;
  /** MD5 of the pixel data's stored bytes; null without pixel data. */
  digest: string | null;
  checks: readonly KeyEntry[];
}

const wrap = (text: string | null): string => (text === null ? 'null' : JSON.stringify(`<${text}>`));

function entryJson({ scope, action, tag, tagPath, tagName, value, actionText, codes }: KeyEntry): string {
  const code = (name: Exclude<CategoryField, 'prev_cat'>): string =>
    `"${name.slice(name.indexOf('_') + 1)}": ${JSON.stringify(codes[name] ?? null)}`;
  const used = Object.values(codes).map((text) => JSON.stringify(text));
  return (
    `{"scope": ${wrap(scope)}, "tag": ${wrap(tag)}, "tag_ds": ${wrap(tagPath)}, "tag_name": ${wrap(tagName)}, "value": ${wrap(value)}, ` +
    `"action": ${wrap(action)}, "action_text": ${wrap(actionText)}, "answer_category": [${[...new Set(used)].join(', ')}], ` +
    `"answer_category_v2": {"hipaa": {${code('hipaa_z')}, ${code('hipaa_m')}}, ` +
    `"dicom": {${code('dicom_p15')}, ${code('dicom_iod')}, ${code('dicom_safe')}}, ` +
    `"tcia": {${code('tcia_ptkb')}, ${code('tcia_p15')}, ${code('tcia_rev')}}, "prev_cat": null}}`
  );
}

const SCHEMA = `
CREATE TABLE "answer_data" ("index" INTEGER, "group" INTEGER, "Modality" TEXT, "SOPClassUID" TEXT, "PatientID" INTEGER,
  "StudyInstanceUID" TEXT, "SeriesInstanceUID" TEXT, "SOPInstanceUID" TEXT, "Digest" TEXT, "AnswerData" TEXT);
CREATE INDEX "ix_answer_data_index" ON "answer_data" ("index");`;

/** Writes an answer key in the released layout, row by row. Rows count from 0, the group is 1. */
export class AnswerKeyWriter {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private readonly texts = new WeakMap<KeyEntry, string>();
  private rows = 0;

  /** @throws {JudgeError} KEY_EXISTS when there is a file already */
  constructor(path: string) {
    if (existsSync(path)) throw new JudgeError('KEY_EXISTS', `${path}: is there already; give a new file name or remove it.`);
    this.database = new DatabaseSync(path);
    // Rows of 100 kB and more: large pages are written and copied in half the time.
    this.database.exec(`PRAGMA page_size = 16384; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${SCHEMA} BEGIN`);
    this.insert = this.database.prepare('INSERT INTO answer_data VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?, ?)');
  }

  add({ modality, sopClass, patient, study, series, sop, digest, checks }: KeyInstance): void {
    const answer = `{${checks.map((entry, i) => `"${i}": ${this.textOf(entry)}`).join(', ')}}`;
    this.insert.run(this.rows, modality, sopClass, patient, study, series, sop, digest, answer);
    this.rows += 1;
  }

  close(): void {
    this.database.exec('COMMIT');
    this.database.close();
  }

  private textOf(entry: KeyEntry): string {
    const known = this.texts.get(entry);
    if (known !== undefined) return known;
    const text = entryJson(entry);
    this.texts.set(entry, text);
    return text;
  }
}

/** Writes a whole answer key; returns its number of checks. */
export function writeAnswerKey(path: string, instances: Iterable<KeyInstance>): number {
  const writer = new AnswerKeyWriter(path);
  let checks = 0;
  for (const instance of instances) {
    writer.add(instance);
    checks += instance.checks.length;
  }
  writer.close();
  return checks;
}
