import { ACTIONS, VERDICT } from '@deidbench/core/model';
import { judgeCheck } from '../actions/judge-check.ts';
import { judgeMissing } from '../actions/missing.ts';
import { ABSENT, ABSENT_HERE, type HiddenBox, type IdMaps, type OutputView } from '../actions/types.ts';
import type { AnswerKey, KeyRow } from '../key/answer-key.ts';
import type { Check } from '../key/check.ts';
import type { Notes } from './notes.ts';
import type { OutputFile } from './output-file.ts';
import type { OfficialRow } from './row.ts';

/** A check with its name in the key's row. */
export interface NamedCheck {
  check: Check;
  name: string;
}

/** A file of a batch with the checks that it is judged by, in the order of the table. */
export interface BatchFile {
  file: OutputFile;
  /** Place in the batch: the table's file_index. */
  place: number;
  checks: readonly NamedCheck[];
}

/** Texts read in the boxes of a file: by box, undefined where one can't be cut or read. */
export type BoxTexts = (file: OutputFile, box: HiddenBox) => string | undefined;

/** Checks of some rows of the key in the order of the official table: by action, then as in the key. */
export function orderedChecks(key: AnswerKey, keyRows: readonly KeyRow[], notes: Notes): NamedCheck[] {
  const byAction = ACTIONS.map((): NamedCheck[] => []);
  for (const row of keyRows) {
    const { checks, names } = key.checksOf(row);
    for (let i = 0; i < checks.length; i += 1) {
      const check = checks[i]!;
      const name = names?.[i] ?? String(i);
      if (check.action === undefined) notes.add('UNKNOWN_ACTION', `row ${row.ordinal}, check ${name}: ${check.actionField ?? 'none'}`);
      else byAction[ACTIONS.indexOf(check.action)]!.push({ check, name });
    }
  }
  return byAction.flat();
}

/**
 * Rows of the files of one batch. What a file lacks but another one of the batch has is compared as an empty text, what no file has is absent;
 * so a batch of one file judges it by itself.
 */
export function judgeBatch(batch: readonly BatchFile[], maps: IdMaps, boxTexts: BoxTexts): OfficialRow[] {
  const elsewhere = new Map<string, boolean>();
  const hasAny = (path: string): boolean => {
    let known = elsewhere.get(path);
    if (known === undefined) elsewhere.set(path, (known = batch.length > 1 && batch.some(({ file }) => file.has(path))));
    return known;
  };
  const rows: OfficialRow[] = [];
  for (const { file, place, checks } of batch) {
    const view: OutputView = {
      text: (path) => file.text(path) ?? (hasAny(path) ? ABSENT_HERE : ABSENT),
      pixelDigest: () => file.pixelDigest(),
      boxText: (box) => boxTexts(file, box),
    };
    for (const { check, name } of checks) {
      const judgement = judgeCheck(check, view, maps);
      if (judgement.verdict !== VERDICT.none) rows.push({ fileIndex: place, checkIndex: name, check, judgement, subject: file.subject });
    }
  }
  return rows;
}

/** Rows of an original that has no output. */
export function judgeMissingRow(key: AnswerKey, row: KeyRow, notes: Notes): OfficialRow[] {
  const { modality, sopClass, patient, study, series, sop: instance } = row;
  const subject = { modality, sopClass, patient, study, series, instance };
  return orderedChecks(key, [row], notes).map(({ check, name }) => ({
    fileIndex: null,
    checkIndex: name,
    check,
    judgement: judgeMissing(check),
    subject,
  }));
}
