import { VERDICT } from '@deidbench/core/model';
import { CATEGORY_FIELDS, reportedCategory } from '../key/categories.ts';
import { pythonCsvField } from './csv.ts';
import { NumberedLines } from './numbered-lines.ts';
import { categoryText, passedOf } from './results-db.ts';
import type { OfficialRow } from './row.ts';

const SHARED = ['index', 'check_passed', 'check_score', 'tag_ds', 'tag_name', 'file_value', 'answer_value', 'action', 'action_text'];
const SUBJECT = ['modality', 'class', 'patient', 'study', 'series', 'instance'];

/** A number as Python prints a float: `0.0`, `0.25`; nothing for null. */
const float = (value: number | null): string => (value === null ? '' : Number.isInteger(value) ? `${value}.0` : String(value));

/** The numbers of a look-up table are long and say nothing: the reports leave them out. */
const shown = (row: OfficialRow, text: string | null): string => (row.check.tagName === '<LUT Data>' ? '<Removed>' : (text ?? ''));

/** True where two texts were compared: the script has a decimal score then, else 0 or 1. */
function isCompared({ fileIndex, check, judgement }: OfficialRow): boolean {
  const { action } = check;
  const compares = action === 'text_removed' || action === 'text_retained' || action === 'pixels_hidden';
  return compares && fileIndex !== null && judgement.fileValue !== null && judgement.fileValue !== '';
}

/**
 * Writes the two discrepancy reports: all rows that did not pass, in table order. As in the script a column of numbers shows decimals as soon as one
 * row of the whole table, passed ones too, has a decimal or none there.
 */
export class DiscrepancyWriter {
  private readonly internal: NumberedLines;
  private readonly participant: NumberedLines;
  private anyBlank = false;
  private anyCompared = false;

  constructor(internalPath: string, participantPath: string) {
    const both = [...SHARED, 'category', 'subcategory'];
    this.internal = new NumberedLines(internalPath, [...both, ...CATEGORY_FIELDS, ...SUBJECT, 'file_name', 'file_path'].join(','));
    this.participant = new NumberedLines(participantPath, [...both, ...SUBJECT, 'file_name'].join(','));
  }

  add(index: number, row: OfficialRow): void {
    this.anyBlank ||= row.judgement.verdict === VERDICT.blank;
    this.anyCompared ||= isCompared(row);
    if (row.judgement.verdict === VERDICT.pass) return;
    const { check, judgement, subject } = row;
    const { category, subcategory } = reportedCategory(check.action!, check.categories);
    const numbers = [String(index), float(passedOf(row)), float(judgement.score)];
    const texts = [
      check.tagPath ?? '',
      check.tagName ?? '',
      shown(row, judgement.fileValue),
      shown(row, judgement.answerValue),
      check.actionField ?? '',
      shown(row, check.actionText),
      category,
      subcategory ?? '',
    ];
    const who = [subject.modality, subject.sopClass, subject.patient, subject.study, subject.series, subject.instance].map((text) =>
      text === null ? '' : String(text),
    );
    const codes = CATEGORY_FIELDS.map((name) => categoryText(check.categories, name) ?? '');
    this.internal.add(numbers, [...texts, ...codes, ...who, '', ''].map(pythonCsvField).join(','));
    this.participant.add(numbers, [...texts, ...who, ''].map(pythonCsvField).join(','));
  }

  close(): void {
    const whole = this.anyBlank ? 0 : this.anyCompared ? 1 : 2;
    this.internal.close(whole);
    this.participant.close(whole);
  }
}
