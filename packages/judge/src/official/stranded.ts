import { VERDICT, type Action } from '@deidbench/core/model';
import type { Check } from '../key/check.ts';
import type { OfficialRow, RowSubject } from './row.ts';

/** Fields of a check in the order in which the official script takes them over into a row; where no check of a table has one, it gives up there. */
const TAKEN = ['action', 'action_text', 'answer_category_v2', 'value', 'tag', 'tag_ds', 'tag_name'] as const;
export type LostField = (typeof TAKEN)[number];

/** Without these the script stops as a whole: no row of it is known. */
const FATAL: ReadonlySet<LostField> = new Set<LostField>(['action', 'action_text', 'answer_category_v2']);
const COMPARED: ReadonlySet<Action | undefined> = new Set<Action>(['date_shifted', 'uid_changed', 'uid_consistent', 'patid_consistent']);
const NOBODY: RowSubject = { modality: null, sopClass: null, patient: null, study: null, series: null, instance: null };

/** The first field that no check of a table has. */
export function lostField(checks: readonly { check: Check }[]): LostField | undefined {
  if (checks.length === 0 || checks[0]!.check.lacking.length === 0) return undefined;
  return TAKEN.find((field) => checks.every(({ check }) => check.lacking.includes(field)));
}

/**
 * What the script leaves of the first row of a table of checks without a field: all that stands before it, and nobody whom the row is about. Undefined
 * where it leaves nothing.
 */
export function strandedRow(row: OfficialRow, lost: LostField): OfficialRow | undefined {
  const isMissing = row.fileIndex === null;
  const looksForPath = !isMissing && row.check.action !== 'pixels_retained';
  if (FATAL.has(lost) || (looksForPath && row.check.lacking.includes('tag_ds'))) return undefined;
  const place = TAKEN.indexOf(lost);
  const kept = (field: LostField, text: string | null): string | null => (TAKEN.indexOf(field) < place ? text : null);
  const { check, judgement } = row;
  const cut: Check = {
    ...check,
    tag: kept('tag', check.tag),
    tagPath: kept('tag_ds', check.tagPath),
    tagName: kept('tag_name', check.tagName),
    memo: undefined,
  };
  const uncompared = !isMissing && lost === 'value' && COMPARED.has(check.action) && judgement.fileValue !== null;
  const outcome = uncompared ? { verdict: VERDICT.blank, score: null } : {};
  return {
    ...row,
    check: cut,
    judgement: { ...judgement, ...outcome, answerValue: kept('value', judgement.answerValue) },
    subject: NOBODY,
  };
}
